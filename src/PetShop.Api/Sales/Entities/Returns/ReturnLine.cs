using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Returns;

/// <summary>A number of returned units of a product.</summary>
public sealed class ReturnLine
{
    public const int ReasonMaxLength = 500;

    public long ReturnId { get; private set; }

    /// <summary>Starts at 1, in the order of the request.</summary>
    public int Position { get; private set; }
    public long ProductId { get; private set; }

    /// <summary>The product's name when it was sold.</summary>
    public string Sku { get; private set; } = "";
    public string ProductName { get; private set; } = "";
    public int Quantity { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>The refund of the line: a share of the amount charged for it.</summary>
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
