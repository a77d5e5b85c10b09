using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Dtos.Shipping;

/// <summary>A way in which goods reach the customers of a zone, and what it costs.</summary>
public sealed record ShippingMethodResponse : IIdempotentResult
{
    internal static readonly Expression<Func<ShippingMethod, ShippingMethodResponse>> FromEntity =
        method => new ShippingMethodResponse
        {
            Id = method.Id,
            ZoneId = method.ZoneId,
            Code = method.Code,
            Name = method.Name,
            Description = method.Description,
            Kind = method.Kind,
            Basis = method.Basis,
            Steps = ShippingStepResponse.FromSteps(method.Steps),
            FreeFrom = method.FreeFrom,
            MinDays = method.MinDays,
            MaxDays = method.MaxDays,
            MaxWeight = method.MaxWeight,
            Position = method.Position,
            IsActive = method.IsActive,
            Version = method.Version,
        };

    private static readonly Func<ShippingMethod, ShippingMethodResponse> Map = FromEntity.Compile();

    /// <example>1</example>
    public required long Id { get; init; }

    /// <example>1</example>
    public required long ZoneId { get; init; }

    /// <summary>Identifies it in its zone.</summary>
    /// <example>standard</example>
    public required string Code { get; init; }

    /// <example>Standard delivery</example>
    public required string Name { get; init; }

    /// <summary>Shown to customers.</summary>
    public required string? Description { get; init; }

    /// <example>delivery</example>
    public required ShippingKind Kind { get; init; }

    /// <summary>What the price depends on.</summary>
    /// <example>weight</example>
    public required ShippingBasis Basis { get; init; }

    /// <summary>The prices. The last step whose <c>from</c> is not above the weight or amount applies.</summary>
    public required IReadOnlyList<ShippingStepResponse> Steps { get; init; }

    /// <summary>From this amount of goods after discounts on, it costs nothing; null: always at its price.</summary>
    /// <example>49.00</example>
    [Money]
    public required decimal? FreeFrom { get; init; }

    /// <summary>The least number of days until the goods arrive, or are ready to be fetched.</summary>
    /// <example>2</example>
    public required int MinDays { get; init; }

    /// <summary>The greatest number of days.</summary>
    /// <example>3</example>
    public required int MaxDays { get; init; }

    /// <summary>The greatest weight of the goods in kilograms; null for any.</summary>
    /// <example>31.5</example>
    public required decimal? MaxWeight { get; init => field = value / ShippingStepResponse.OneExactly; }

    /// <summary>The place in lists: lower first.</summary>
    /// <example>1</example>
    public required int Position { get; init; }

    /// <summary>Whether it is offered.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The number of edits; sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>It contains no personal data.</summary>
    long IIdempotentResult.OwnerId => 0;

    internal static ShippingMethodResponse From(ShippingMethod method) => Map(method);
}

/// <summary>A step of a shipping price.</summary>
public sealed record ShippingStepResponse
{
    /// <summary>Dividing by it removes a number's trailing zeros.</summary>
    internal const decimal OneExactly = 1.0000000000000000000000000000m;

    /// <summary>The least weight in kilograms, or the least amount; 0 for the first step.</summary>
    /// <example>0</example>
    public required decimal From { get; init => field = value / OneExactly; }

    /// <summary>The price from there on, in the shop's currency.</summary>
    /// <example>4.90</example>
    [Money]
    public required decimal Price { get; init; }

    internal static IReadOnlyList<ShippingStepResponse> FromSteps(IReadOnlyList<ShippingStep> steps) =>
        [.. steps.Select(step => new ShippingStepResponse { From = step.From, Price = step.Price })];
}
