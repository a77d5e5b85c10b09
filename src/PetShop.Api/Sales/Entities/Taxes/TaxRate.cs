using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Entities.Taxes;

/// <summary>
/// The rate of a tax in a country or one of its regions, for a tax class and a period. The database ensures that no two
/// rates of the same place and class are valid on the same day.
/// </summary>
public sealed class TaxRate
{
    public const int NameLength = 50;
    public const int SourceLength = 500;
    public const decimal MaxPercent = 100;
    public const int PercentDecimals = 4;

    public long Id { get; private set; }

    /// <summary>ISO 3166-1, such as <c>DE</c>.</summary>
    public required string Country { get; set; }

    /// <summary>The region's part of its ISO 3166-2 code, such as <c>CA</c>; empty for the whole country.</summary>
    public required string Region { get; set; }

    public required TaxClass TaxClass { get; set; }

    /// <summary>Such as 19 for 19 %.</summary>
    public required decimal Percent { get; set; }

    /// <summary>What the tax is called, such as <c>VAT</c>.</summary>
    public required string Name { get; set; }

    /// <summary>The first day, in the shop's time zone.</summary>
    public required DateOnly ValidFrom { get; set; }

    /// <summary>The last day; null while no end is known.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Where the rate was read; null if nobody noted it.</summary>
    public string? Source { get; set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; } = 1;

    public void MarkEdited() => Version++;
}
