namespace PetShop.Api.Sales.Entities.Promotions;

/// <summary>A discount that the shop gives by itself or for a code. Amounts are in the shop's currency.</summary>
public sealed class Promotion
{
    public const int NameLength = 100;
    public const int DescriptionLength = 2_000;
    public const int MaxPriority = 1_000;
    public const int MaxLimit = 1_000_000_000;

    public long Id { get; private set; }

    /// <summary>What customers read beside the discount.</summary>
    public required string Name { get; set; }

    /// <summary>For admins; null for none.</summary>
    public string? Description { get; set; }

    public required PromotionEffect Effect { get; set; }

    /// <summary>The goods that it discounts.</summary>
    public PromotionScope Scope { get; set; } = PromotionScope.AllGoods;

    /// <summary>Whether it discounts the order as a whole. Such a promotion has no scope.</summary>
    public bool IsOnOrder { get; set; }

    /// <summary>The least amount of goods before all discounts; null for none.</summary>
    public decimal? MinimumSubtotal { get; set; }

    /// <summary>Whether it is for a customer's first order only. A customer can use it once.</summary>
    public bool IsFirstOrderOnly { get; set; }

    /// <summary>Whether a customer must give a code; otherwise, it applies to every order.</summary>
    public bool NeedsCode { get; set; }

    /// <summary>From when on it applies; null: from its creation on.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>Until when it applies, exclusive; null: without an end.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public bool IsActive { get; set; }

    /// <summary>Since when it has been active and without a code; null if it is not, or if that is not known.</summary>
    public DateTimeOffset? OfferedSince { get; private set; }

    /// <summary>
    /// What it last offered without a code, if an edit ended that, so that customers can be told. Later edits do not
    /// change it: nobody is told of a draft.
    /// </summary>
    public AutomaticOffer? LastOffer { get; private set; }

    /// <summary>Higher ones are applied first.</summary>
    public int Priority { get; set; }

    /// <summary>Whether it is never combined with another promotion.</summary>
    public bool IsExclusive { get; set; }

    /// <summary>How many orders can use it; null: no limit.</summary>
    public int? MaxUses { get; set; }

    /// <summary>How many orders of one customer can use it; null: no limit.</summary>
    public int? MaxUsesPerCustomer { get; set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>How many orders of one customer can use it, with the limit of first orders; null: no limit.</summary>
    public int? LimitPerCustomer => IsFirstOrderOnly ? 1 : MaxUsesPerCustomer;

    /// <summary>Whether its uses are counted.</summary>
    public bool IsLimited => MaxUses is not null || LimitPerCustomer is not null;

    public bool HasEnded(DateTimeOffset now) => EndsAt <= now;

    /// <summary>What it offers to orders without a code, now or later; null if it is inactive or needs one.</summary>
    public AutomaticOffer? Offer => IsActive && !NeedsCode
        ? new(StartsAt > Since ? StartsAt.Value : Since, EndsAt, Name, Scope, MinimumSubtotal)
        : null;

    /// <summary>What it offered last and what it offers. What has ended is named as it was then.</summary>
    public IEnumerable<AutomaticOffer> Offers =>
        new[] { LastOffer, Offer }.OfType<AutomaticOffer>().DistinctBy(offer => offer.Until);

    private DateTimeOffset Since => OfferedSince ?? UpdatedAt;

    public void MarkCreated()
    {
        UpdatedAt = CreatedAt;
        if (Offer is not null)
            OfferedSince = CreatedAt;
    }

    /// <param name="before">What it offered before the edit.</param>
    public void MarkEdited(DateTimeOffset now, AutomaticOffer? before)
    {
        OfferedSince = Offer is null ? null : before is null ? now : Since;
        if (Offer?.AppliesAt(now) == true)
            LastOffer = null;
        else if (before?.From < now)
            LastOffer = before with { Until = before.HasEnded(now) ? before.Until : now };
        UpdatedAt = now;
        Version++;
    }
}

/// <summary>What a promotion offers to orders without a code, as far as customers are told.</summary>
/// <param name="From">Since when; in the future if it has not begun.</param>
/// <param name="Until">Exclusive; null: without an end.</param>
public sealed record AutomaticOffer(
    DateTimeOffset From, DateTimeOffset? Until, string Name, PromotionScope Scope, decimal? MinimumSubtotal)
{
    public bool AppliesAt(DateTimeOffset time) => From <= time && !HasEnded(time);

    public bool HasEnded(DateTimeOffset time) => Until <= time;
}
