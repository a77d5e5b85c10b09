using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.Api.Sales.Entities.Pricing;

/// <summary>
/// What an order's totals consist of beside its lines, as it was when the order was placed. One JSON value of the
/// order: it is always read and written as a whole.
/// </summary>
public sealed record OrderPricing
{
    /// <summary>For orders from before prices were computed in steps.</summary>
    public static readonly OrderPricing None = new();

    /// <summary>In the order of their application.</summary>
    public IReadOnlyList<OrderPromotion> Promotions { get; init; } = [];

    /// <summary>One for each rate, the highest first.</summary>
    public IReadOnlyList<OrderTaxLine> TaxLines { get; init; } = [];

    /// <summary>Null if nothing was chosen because the shop has no shipping zones.</summary>
    public OrderShipping? Shipping { get; init; }

    /// <summary>The buyer's verified VAT number under reverse charge; otherwise null.</summary>
    public string? VatNumber { get; init; }
}

/// <summary>A promotion that was applied.</summary>
/// <param name="Amount">What it took off.</param>
/// <param name="IsOnShipping">Whether it discounted shipping instead of goods.</param>
public sealed record OrderPromotion(long PromotionId, string Name, string? Code, decimal Amount, bool IsOnShipping);

/// <summary>The tax of one rate.</summary>
/// <param name="Percent">Such as 19 for 19 %.</param>
/// <param name="Place">An ISO 3166 code of a country or region; empty if no tax is charged.</param>
/// <param name="TaxableAmount">Without the tax.</param>
public sealed record OrderTaxLine(
    TaxTreatment Treatment, decimal Percent, string Place, string Name, decimal TaxableAmount, decimal Tax);

/// <summary>The shipping method and its price.</summary>
/// <param name="Amount">Before the discount.</param>
public sealed record OrderShipping(long MethodId, string Name, decimal Amount, decimal Discount, decimal Tax)
{
    /// <summary>Whether the customer collects the goods at the shop.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPickUp { get; init; }
}

/// <summary>How the JSON columns of orders are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderPricing)), JsonSerializable(typeof(IReadOnlyList<PriceStep>))]
internal sealed partial class OrderColumns : JsonSerializerContext
{
    public static string Write(OrderPricing pricing) => JsonSerializer.Serialize(pricing, Default.OrderPricing);

    public static OrderPricing ReadPricing(string json) =>
        JsonSerializer.Deserialize(json, Default.OrderPricing)!;

    public static string Write(IReadOnlyList<PriceStep> steps) =>
        JsonSerializer.Serialize(steps, Default.IReadOnlyListPriceStep);

    public static IReadOnlyList<PriceStep> ReadSteps(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyListPriceStep)!;
}
