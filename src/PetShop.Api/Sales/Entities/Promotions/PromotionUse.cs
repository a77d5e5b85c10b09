namespace PetShop.Api.Sales.Entities.Promotions;

/// <summary>An order's use of a promotion. It is given back once, when the order is cancelled.</summary>
public sealed class PromotionUse
{
    private PromotionUse()
    {
    }

    public long OrderId { get; private set; }

    public long PromotionId { get; private set; }

    /// <summary>The customer whose limit it counts for, as in the counters.</summary>
    public string CustomerKey { get; private set; } = "";

    /// <summary>The code in its comparable form; null if the promotion applied without one.</summary>
    public string? CodeKey { get; private set; }

    /// <summary>What it took off, in the order's currency.</summary>
    public decimal Amount { get; private set; }

    public DateTimeOffset UsedAt { get; private set; }

    /// <summary>When it was given back; null while it counts.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }
}
