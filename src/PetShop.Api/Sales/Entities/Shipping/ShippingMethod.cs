namespace PetShop.Api.Sales.Entities.Shipping;

/// <summary>A way in which goods reach the customers of a zone, and what it costs.</summary>
public sealed class ShippingMethod
{
    public const int CodeLength = 50;
    public const int NameLength = 100;
    public const int DescriptionLength = 500;
    public const int MaxSteps = 50;
    public const int LongestDays = 365;
    public const int MaxPosition = 10_000;
    public const decimal MaxAmount = 1_000_000;

    /// <summary>Kilograms.</summary>
    public const decimal GreatestMaxWeight = 100_000;

    public const int WeightDecimals = 3;

    public long Id { get; private set; }

    public required long ZoneId { get; set; }

    /// <summary>Identifies it in its zone, such as <c>standard</c>.</summary>
    public required string Code { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    public required ShippingKind Kind { get; set; }

    public required ShippingBasis Basis { get; set; }

    /// <summary>At least one, the first from 0, ascending. A flat price has one.</summary>
    public required IReadOnlyList<ShippingStep> Steps { get; set; }

    /// <summary>From this amount of goods on, it costs nothing; null: always at its price.</summary>
    public decimal? FreeFrom { get; set; }

    /// <summary>Days until the goods arrive or are ready: at least.</summary>
    public required int MinDays { get; set; }

    /// <summary>Days until the goods arrive or are ready: at most.</summary>
    public required int MaxDays { get; set; }

    /// <summary>The greatest weight of the goods in kilograms; null for any.</summary>
    public decimal? MaxWeight { get; set; }

    /// <summary>The place in lists: lower first.</summary>
    public required int Position { get; set; }

    /// <summary>Whether it is offered.</summary>
    public required bool IsActive { get; set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; } = 1;

    public void MarkEdited() => Version++;
}

/// <summary>A step of a shipping price.</summary>
/// <param name="From">The least weight in kilograms, or the least amount; 0 for the first step.</param>
/// <param name="Price">The price from there on, in the shop's currency.</param>
public sealed record ShippingStep(decimal From, decimal Price);

/// <summary>How goods reach the customer.</summary>
public enum ShippingKind
{
    /// <summary>They are sent to the address.</summary>
    Delivery,

    /// <summary>The customer fetches them in the shop.</summary>
    PickUp,
}

/// <summary>What the price of shipping depends on.</summary>
public enum ShippingBasis
{
    /// <summary>Nothing: one price for every order.</summary>
    Flat,

    /// <summary>The weight of the goods in kilograms.</summary>
    Weight,

    /// <summary>The amount of the goods after discounts.</summary>
    Subtotal,
}
