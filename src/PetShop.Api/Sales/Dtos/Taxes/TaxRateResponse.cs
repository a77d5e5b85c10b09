using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Taxes;

namespace PetShop.Api.Sales.Dtos.Taxes;

/// <summary>The rate of a tax in a place, for a tax class and a period.</summary>
public sealed record TaxRateResponse : IIdempotentResult
{
    internal static readonly Expression<Func<TaxRate, TaxRateResponse>> FromEntity = rate => new TaxRateResponse
    {
        Id = rate.Id,
        Country = rate.Country,
        Region = rate.Region == "" ? null : rate.Region,
        TaxClass = rate.TaxClass,
        Percent = rate.Percent,
        Name = rate.Name,
        ValidFrom = rate.ValidFrom,
        ValidTo = rate.ValidTo,
        Source = rate.Source,
        Version = rate.Version,
    };

    /// <summary>Dividing by it removes a number's trailing zeros.</summary>
    private const decimal OneExactly = 1.0000000000000000000000000000m;

    private static readonly Func<TaxRate, TaxRateResponse> Map = FromEntity.Compile();

    /// <example>1</example>
    public required long Id { get; init; }

    /// <summary>ISO 3166-1.</summary>
    /// <example>DE</example>
    public required string Country { get; init; }

    /// <summary>
    /// The region's part of its ISO 3166-2 code, such as <c>CA</c> of <c>US-CA</c>; null for the whole country.
    /// </summary>
    public required string? Region { get; init; }

    /// <example>standard</example>
    public required TaxClass TaxClass { get; init; }

    /// <summary>Such as 19 for 19 %.</summary>
    /// <example>19</example>
    public required decimal Percent { get; init => field = value / OneExactly; }

    /// <summary>What the tax is called.</summary>
    /// <example>VAT</example>
    public required string Name { get; init; }

    /// <summary>The first day on which the rate is charged, in the shop's time zone.</summary>
    /// <example>2026-01-01</example>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day; null while no end is known.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>Where the rate was read.</summary>
    public required string? Source { get; init; }

    /// <summary>The number of edits; sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>It contains no personal data.</summary>
    long IIdempotentResult.OwnerId => 0;

    internal static TaxRateResponse From(TaxRate rate) => Map(rate);
}
