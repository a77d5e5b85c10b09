using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>A new promotion.</summary>
public sealed record CreatePromotionRequest
{
    /// <summary>What customers read beside the discount, at most 100 characters.</summary>
    /// <example>Spring sale</example>
    public string? Name { get; init; }

    /// <summary>A note for admins, at most 2,000 characters.</summary>
    [Text(TextShape.Lines)]
    public string? Description { get; init; }

    public DiscountRequest? Discount { get; init; }

    /// <summary>The discounted goods; if absent, all. Not for discounts on the order or on shipping.</summary>
    public ScopeRequest? AppliesTo { get; init; }

    /// <summary>The least amount of goods before all discounts, in the shop's currency; if absent, any.</summary>
    /// <example>30</example>
    public decimal? MinimumSubtotal { get; init; }

    /// <summary>
    /// Whether it is only for customers without an earlier order. A customer can then use it once. False if absent.
    /// </summary>
    public bool? FirstOrderOnly { get; init; }

    /// <summary>
    /// Whether customers must give a code; otherwise, it applies to every order. If absent, true if there are codes.
    /// </summary>
    public bool? CodeRequired { get; init; }

    /// <summary>
    /// Up to 100 first codes, each of 3 to 40 ASCII letters, digits, hyphens and underscores; customers can write them
    /// in any case and with blanks. More can be added later.
    /// </summary>
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>A day, which means its beginning in the shop's time zone, or a time; if absent, at once.</summary>
    public DayOrTime? StartsAt { get; init; }

    /// <summary>A day, which means its end in the shop's time zone, or a time; if absent, it does not end.</summary>
    public DayOrTime? EndsAt { get; init; }

    /// <summary>Whether customers get it; true if absent.</summary>
    public bool? Active { get; init; }

    /// <summary>Higher ones are applied first, −1,000 to 1,000; 0 if absent.</summary>
    public int? Priority { get; init; }

    /// <summary>
    /// Whether it is never combined with another promotion. The customer gets whatever is cheapest: all others
    /// together, or this one alone. False if absent.
    /// </summary>
    public bool? Exclusive { get; init; }

    /// <summary>How many orders can use it; if absent, without a limit.</summary>
    public int? MaxUses { get; init; }

    /// <summary>How many orders of one customer can use it; if absent, without a limit.</summary>
    public int? MaxUsesPerCustomer { get; init; }

    /// <summary>
    /// If true, nothing is created. The response says what the promotion would have done to the last 100 orders.
    /// </summary>
    /// <example>false</example>
    public bool? DryRun { get; init; }
}

/// <summary>
/// A change of a promotion (JSON Merge Patch): absent fields are unchanged; null clears optional ones. The objects
/// <c>discount</c> and <c>applies_to</c> are replaced as a whole.
/// </summary>
public sealed record UpdatePromotionRequest
{
    /// <summary>What customers read beside the discount, at most 100 characters.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>A note for admins, at most 2,000 characters.</summary>
    [Text(TextShape.Lines)]
    public Optional<string?> Description { get; init; }

    /// <summary>What it takes off, with all fields of its type.</summary>
    public Optional<DiscountRequest> Discount { get; init; }

    /// <summary>The discounted goods; null for all.</summary>
    public Optional<ScopeRequest?> AppliesTo { get; init; }

    /// <summary>The least amount of goods before all discounts; null for any.</summary>
    public Optional<decimal?> MinimumSubtotal { get; init; }

    /// <summary>Whether it is only for customers without an earlier order.</summary>
    public Optional<bool> FirstOrderOnly { get; init; }

    /// <summary>Whether customers must give a code. It cannot become false while there are codes.</summary>
    public Optional<bool> CodeRequired { get; init; }

    /// <summary>A day, which means its beginning in the shop's time zone, or a time; null: at once.</summary>
    public Optional<DayOrTime?> StartsAt { get; init; }

    /// <summary>A day, which means its end in the shop's time zone, or a time; null: it does not end.</summary>
    public Optional<DayOrTime?> EndsAt { get; init; }

    /// <summary>Whether customers get it.</summary>
    /// <example>true</example>
    public Optional<bool> Active { get; init; }

    /// <summary>Higher ones are applied first, −1,000 to 1,000.</summary>
    /// <example>0</example>
    public Optional<int> Priority { get; init; }

    /// <summary>Whether it is never combined with another promotion.</summary>
    public Optional<bool> Exclusive { get; init; }

    /// <summary>How many orders can use it, counted from its creation on; null: without a limit.</summary>
    public Optional<int?> MaxUses { get; init; }

    /// <summary>
    /// How many orders of one customer can use it, counted from its creation on; null: without a limit.
    /// </summary>
    public Optional<int?> MaxUsesPerCustomer { get; init; }
}
