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

    /// <summary>When an admin ended it for orders without a code; null if it applies to them or never did.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

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

    /// <summary>Whether orders get it without a code.</summary>
    public bool IsAutomaticAt(DateTimeOffset now) => IsActive && !NeedsCode && !(now < StartsAt) && !HasEnded(now);

    public void MarkCreated() => UpdatedAt = CreatedAt;

    /// <param name="wasAutomatic">Whether orders got it without a code before the edit.</param>
    public void MarkEdited(DateTimeOffset now, bool wasAutomatic)
    {
        if (IsActive && !NeedsCode && !HasEnded(now))
            WithdrawnAt = null;
        else if (wasAutomatic)
            WithdrawnAt = now;
        UpdatedAt = now;
        Version++;
    }
}
