namespace PetShop.Api.Sales.Entities.Refunds;

/// <summary>Units of a product that a refund gives the money back for, without a return of the goods.</summary>
public sealed class RefundLine
{
    private RefundLine()
    {
    }

    public long OrderId { get; private set; }
    public int RefundNumber { get; private set; }
    public long ProductId { get; private set; }
    public int Quantity { get; private set; }

    /// <summary>What was charged for the units, tax included, in the order's currency.</summary>
    public decimal Amount { get; private set; }

    public static RefundLine Of(long productId, int quantity, decimal amount) => new()
    {
        ProductId = productId,
        Quantity = quantity,
        Amount = amount,
    };
}
