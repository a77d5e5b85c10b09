using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Dtos.Shipping;

/// <summary>A step of a shipping price.</summary>
public sealed record ShippingStepRequest
{
    /// <summary>The least weight in kilograms, or the least amount; 0 for the first step.</summary>
    /// <example>0</example>
    public decimal? From { get; init; }

    /// <summary>The price from there on, in the shop's currency; at least 0.</summary>
    /// <example>7.90</example>
    public decimal? Price { get; init; }
}

/// <summary>A new shipping method.</summary>
public sealed record CreateShippingMethodRequest
{
    /// <summary>The zone to whose customers it is offered.</summary>
    /// <example>1</example>
    public long? ZoneId { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; unique in the zone.</summary>
    /// <example>bulky</example>
    public string? Code { get; init; }

    /// <example>Bulky goods</example>
    public string? Name { get; init; }

    /// <summary>Shown to customers.</summary>
    /// <example>Two people carry it to your door.</example>
    [Text(TextShape.Lines)]
    public string? Description { get; init; }

    /// <summary>How the goods reach the customer.</summary>
    /// <example>delivery</example>
    public ShippingKind? Kind { get; init; }

    /// <summary>What the price depends on.</summary>
    /// <example>weight</example>
    public ShippingBasis? Basis { get; init; }

    /// <summary>The prices, ascending, the first from 0. A flat price is one step.</summary>
    public IReadOnlyList<ShippingStepRequest>? Steps { get; init; }

    /// <summary>From this amount of goods after discounts on, it costs nothing; absent: always at its price.</summary>
    /// <example>199</example>
    public decimal? FreeFrom { get; init; }

    /// <summary>The least number of days until the goods arrive, or are ready to be fetched.</summary>
    /// <example>3</example>
    public int? MinDays { get; init; }

    /// <summary>The greatest number of days, at least <c>min_days</c>.</summary>
    /// <example>5</example>
    public int? MaxDays { get; init; }

    /// <summary>The greatest weight of the goods in kilograms; absent for any.</summary>
    /// <example>80</example>
    public decimal? MaxWeight { get; init; }

    /// <summary>The place in lists: lower first; 0 if absent.</summary>
    /// <example>9</example>
    public int? Position { get; init; }

    /// <summary>Whether it is offered at once; true if absent.</summary>
    /// <example>true</example>
    public bool? IsActive { get; init; }
}

/// <summary>
/// A change of a shipping method (JSON Merge Patch): absent fields are unchanged; null clears optional ones. Steps
/// replace all steps.
/// </summary>
public sealed record UpdateShippingMethodRequest
{
    /// <summary>The zone to whose customers it is offered.</summary>
    public Optional<long> ZoneId { get; init; }

    /// <summary>Lower-case letters and digits, joined by - or _; unique in the zone.</summary>
    public Optional<string> Code { get; init; }

    /// <summary>The method's name.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>Shown to customers; null clears it.</summary>
    /// <example>The parcel service leaves it at your door.</example>
    [Text(TextShape.Lines)]
    public Optional<string?> Description { get; init; }

    /// <summary>How the goods reach the customer.</summary>
    public Optional<ShippingKind> Kind { get; init; }

    /// <summary>What the price depends on.</summary>
    public Optional<ShippingBasis> Basis { get; init; }

    /// <summary>The prices, ascending, the first from 0. A flat price is one step.</summary>
    public Optional<IReadOnlyList<ShippingStepRequest>> Steps { get; init; }

    /// <summary>From this amount of goods after discounts on, it costs nothing; null: always at its price.</summary>
    public Optional<decimal?> FreeFrom { get; init; }

    /// <summary>The least number of days until the goods arrive, or are ready to be fetched.</summary>
    public Optional<int> MinDays { get; init; }

    /// <summary>The greatest number of days, at least <c>min_days</c>.</summary>
    public Optional<int> MaxDays { get; init; }

    /// <summary>The greatest weight of the goods in kilograms; null for any.</summary>
    public Optional<decimal?> MaxWeight { get; init; }

    /// <summary>The place in lists: lower first.</summary>
    public Optional<int> Position { get; init; }

    /// <summary>Whether it is offered.</summary>
    public Optional<bool> IsActive { get; init; }
}

/// <summary>Filters of a list of shipping methods, by zone and position.</summary>
public sealed record ShippingMethodFilter : PageQuery
{
    /// <summary>Only methods of this zone.</summary>
    public long? ZoneId { get; init; }

    /// <summary>Only methods that are offered, or only those that are not.</summary>
    public bool? IsActive { get; init; }
}
