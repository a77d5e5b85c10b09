using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Returns;

/// <summary>So many units of a product that come back.</summary>
public sealed class ReturnLine
{
    public const int ReasonMaxLength = 500;

    /// <summary>What stands for a reason that the books do not need.</summary>
    public const string ErasedReason = "Erased: the account was closed.";

    public long ReturnId { get; private set; }

    /// <summary>From 1, in the order the customer gave them.</summary>
    public int Position { get; private set; }
    public long ProductId { get; private set; }

    /// <summary>As the product was called when it was sold.</summary>
    public string Sku { get; private set; } = "";
    public string ProductName { get; private set; } = "";
    public int Quantity { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>What goes back for the line: a share of what was charged for it.</summary>
    public decimal RefundAmount { get; private set; }

    /// <param name="sold">The order's line of the product.</param>
    public static ReturnLine Of(int position, OrderLine sold, int quantity, string reason, decimal refund) => new()
    {
        Position = position,
        ProductId = sold.ProductId,
        Sku = sold.Sku,
        ProductName = sold.ProductName,
        Quantity = quantity,
        Reason = reason,
        RefundAmount = refund,
    };
}
