using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>
/// What a cart would cost now. It reserves nothing: send its total as <c>expected_total</c> with the order, so that
/// nobody pays another one.
/// </summary>
public sealed record QuoteResponse
{
    public required IReadOnlyList<OrderItemResponse> Items { get; init; }

    /// <summary>The sum of the items' amounts, before discounts.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Subtotal { get; init; }

    /// <summary>What promotions take off the goods.</summary>
    /// <example>3.20</example>
    [Money]
    public required decimal DiscountTotal { get; init; }

    /// <summary>Shipping, after its discount.</summary>
    /// <example>4.90</example>
    [Money]
    public required decimal ShippingTotal { get; init; }

    /// <summary>All tax, whether the prices include it or not.</summary>
    /// <example>2.20</example>
    [Money]
    public required decimal TaxTotal { get; init; }

    /// <summary>
    /// Whether amounts of items and shipping contain their tax. If not, <c>tax_total</c> is added to the total.
    /// </summary>
    /// <example>true</example>
    public required bool PricesIncludeTax { get; init; }

    /// <summary>The amount to pay.</summary>
    /// <example>33.68</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>The applied promotions, in the order of their application.</summary>
    public required IReadOnlyList<AppliedPromotionResponse> Promotions { get; init; }

    /// <summary>
    /// The codes that have no effect, each with the reason. Those with the reason <c>minimum_not_reached</c>,
    /// <c>no_matching_goods</c> or <c>nothing_off</c> do not prevent an order; the others must be left out.
    /// </summary>
    public required IReadOnlyList<RefusedCodeResponse> RefusedCodes { get; init; }

    /// <summary>The tax of each rate, the highest first.</summary>
    public required IReadOnlyList<TaxLineResponse> TaxLines { get; init; }

    /// <summary>The shipping method and its price; null if the shop has no shipping zones.</summary>
    public required OrderShippingResponse? Shipping { get; init; }

    /// <summary>
    /// By when everything is expected to have arrived or to be ready by the chosen method. Null if no date is known.
    /// </summary>
    public required DateTimeOffset? EstimatedDelivery { get; init; }

    /// <summary>The methods that are offered for the destination.</summary>
    public required IReadOnlyList<ShippingOptionResponse> ShippingOptions { get; init; }

    /// <summary>Every amount with its rule, in the order of computation.</summary>
    public required IReadOnlyList<PriceStepResponse> Steps { get; init; }

    /// <summary>
    /// Until when these prices are expected to hold: half an hour, but not beyond the end of a promotion in them. Only
    /// <c>expected_total</c> is binding.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A code that has no effect.</summary>
public sealed record RefusedCodeResponse
{
    /// <summary>As it was given.</summary>
    /// <example>SUMMER</example>
    public required string Code { get; init; }

    /// <example>ended</example>
    public required CodeRefusal Reason { get; init; }

    /// <summary>A message to display.</summary>
    /// <example>The code SUMMER has expired.</example>
    public required string Message { get; init; }
}

/// <summary>A shipping method that is offered.</summary>
public sealed record ShippingOptionResponse
{
    /// <example>1</example>
    public required long MethodId { get; init; }

    /// <example>standard</example>
    public required string Code { get; init; }

    /// <example>Parcel</example>
    public required string Name { get; init; }

    /// <summary>Null for none.</summary>
    public required string? Description { get; init; }

    /// <example>delivery</example>
    public required ShippingKind Kind { get; init; }

    /// <summary>What shipping would cost by this method, tax included, after its discount.</summary>
    /// <example>4.90</example>
    [Money]
    public required decimal Total { get; init; }

    /// <summary>What the whole cart would cost by this method.</summary>
    /// <example>33.68</example>
    [Money]
    public required decimal TotalAmount { get; init; }

    /// <summary>The least number of days until the goods arrive or are ready.</summary>
    /// <example>2</example>
    public required int MinDays { get; init; }

    /// <summary>The greatest number of days.</summary>
    /// <example>4</example>
    public required int MaxDays { get; init; }

    /// <summary>
    /// By when everything is expected to have arrived or to be ready, with pre-orders considered. Null if no date is
    /// known.
    /// </summary>
    public required DateTimeOffset? EstimatedDelivery { get; init; }
}
