using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;

namespace PetShop.Api.Sales.Dtos.Taxes;

/// <summary>A new rate of a tax.</summary>
public sealed record CreateTaxRateRequest
{
    /// <summary>ISO 3166-1, in capitals.</summary>
    /// <example>CH</example>
    public string? Country { get; init; }

    /// <summary>
    /// The region's part of its ISO 3166-2 code, such as <c>CA</c> of <c>US-CA</c>; absent for the whole country.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>The class of goods that it applies to.</summary>
    /// <example>standard</example>
    public TaxClass? TaxClass { get; init; }

    /// <summary>Such as 8.1 for 8.1 %, with at most four decimals.</summary>
    /// <example>8.1</example>
    public decimal? Percent { get; init; }

    /// <summary>What the tax is called.</summary>
    /// <example>VAT</example>
    public string? Name { get; init; }

    /// <summary>The first day on which it is charged, in the shop's time zone.</summary>
    /// <example>2024-01-01</example>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day; absent while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Where you read the rate.</summary>
    /// <example>Federal Tax Administration, 2024</example>
    public string? Source { get; init; }
}

/// <summary>A change of a rate (JSON Merge Patch): absent fields are unchanged; null clears optional ones.</summary>
public sealed record UpdateTaxRateRequest
{
    /// <summary>ISO 3166-1, in capitals.</summary>
    public Optional<string> Country { get; init; }

    /// <summary>The region's part of its ISO 3166-2 code; null for the whole country.</summary>
    public Optional<string?> Region { get; init; }

    /// <summary>The class of goods that it applies to.</summary>
    public Optional<TaxClass> TaxClass { get; init; }

    /// <summary>Such as 8.1 for 8.1 %, with at most four decimals.</summary>
    public Optional<decimal> Percent { get; init; }

    /// <summary>What the tax is called.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>The first day on which it is charged, in the shop's time zone.</summary>
    public Optional<DateOnly> ValidFrom { get; init; }

    /// <summary>The last day; null while no end is known.</summary>
    /// <example>2029-12-31</example>
    public Optional<DateOnly?> ValidTo { get; init; }

    /// <summary>Where you read the rate; null clears it.</summary>
    public Optional<string?> Source { get; init; }
}

/// <summary>Filters of a list of tax rates, by country and region.</summary>
public sealed record TaxRateFilter : PageQuery
{
    /// <summary>Only rates of this country and its regions (ISO 3166-1).</summary>
    public string? Country { get; init; }

    /// <summary>Only rates of this region, such as <c>CA</c> of <c>US-CA</c>; requires <c>country</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Only rates of this class.</summary>
    public TaxClass? TaxClass { get; init; }

    /// <summary>Only rates that are valid on this day.</summary>
    public DateOnly? On { get; init; }
}
