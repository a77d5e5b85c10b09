namespace PetShop.Api.Sales.Entities.Returns;

/// <summary>So many units of a product that come back.</summary>
public sealed class ReturnLine
{
    public const int ReasonMaxLength = 500;

    public long ReturnId { get; private set; }

    /// <summary>From 1, in the order the customer gave them.</summary>
    public int Position { get; private set; }
    public long ProductId { get; private set; }
    public int Quantity { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>What goes back for the line: a share of what was charged for it.</summary>
    public decimal RefundAmount { get; private set; }

    public static ReturnLine Of(int position, long productId, int quantity, string reason, decimal refund) =>
        new() { Position = position, ProductId = productId, Quantity = quantity, Reason = reason, RefundAmount = refund };
}
