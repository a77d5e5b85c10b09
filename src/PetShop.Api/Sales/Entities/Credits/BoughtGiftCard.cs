using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Credits;

/// <summary>
/// A gift card that a customer has ordered: one row for each unit. It becomes store credit when the customer takes its
/// code. It changes only under the order's lock.
/// </summary>
public sealed class BoughtGiftCard
{
    /// <summary>They are added in the last batch of a checkout.</summary>
    public const int MaxOfOrder = 100;

    private BoughtGiftCard()
    {
    }

    public long OrderId { get; private set; }

    /// <summary>Starts at 1 within the order.</summary>
    public int Number { get; private set; }
    public long ProductId { get; private set; }

    /// <summary>What it costs and is worth, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The order's currency.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Null until its code is taken.</summary>
    public long? StoreCreditId { get; private set; }

    /// <summary>When its code was taken; null until then.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>The refund of the order that gave its price back; null if none did.</summary>
    public int? RefundNumber { get; private set; }

    /// <summary>The gift cards of a new order.</summary>
    public static IEnumerable<BoughtGiftCard> Of(Order order) => !order.HoldsGiftCards ? []
        : order.Lines.SelectMany(line => Enumerable.Repeat(line, line.Quantity)).Select((line, i) => new BoughtGiftCard
        {
            OrderId = order.Id,
            Number = i + 1,
            ProductId = line.ProductId,
            Amount = line.Price,
            Currency = order.Currency,
        });

    /// <summary>Its code is taken: the credit is worth its amount.</summary>
    public void BecomeCredit(long creditId, DateTimeOffset now) => (StoreCreditId, TakenAt) = (creditId, now);

    /// <summary>Its price goes back, so it is worth nothing any more.</summary>
    public void Refund(int refundNumber) => RefundNumber = refundNumber;
}
