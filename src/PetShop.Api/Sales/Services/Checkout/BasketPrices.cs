using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Promotions;
using PetShop.Api.Sales.Services.Shipping;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>
/// Prices what a customer buys by the rules of the shop: its promotions, shipping methods and taxes. A quote and a
/// checkout use it alike.
/// </summary>
internal sealed class BasketPrices(
    ITaxTable taxes, ShippingChoice shipping, PromotionLookup promotions, ShopCalendar calendar, Currency currency,
    IOptions<ShopOptions> shop)
{
    private TaxRateBook? _rates;

    /// <summary>Call it before the unit of work opens, because it may need its own connection.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        _rates = await taxes.CurrentAsync(ct);
        await shipping.PrepareAsync(ct);
        await promotions.PrepareAsync(ct);
    }

    /// <summary>Reads the promotions that the customer can use, with at most one statement of the batch.</summary>
    /// <param name="customer">Null if the customer is not known: limits per customer are then left to checkout.</param>
    public Deferred<UsablePromotions> ReadPromotions(
        StatementBatch batch, RequestedCodes codes, PromotionCustomer? customer) =>
        promotions.Read(batch, codes, customer);

    /// <exception cref="Core.Errors.ShopException">400: the shipping method is not offered, or the address is only a
    /// text and the price depends on where it is. 409: the shop does not deliver there, or gift cards are not alone.
    /// </exception>
    /// <exception cref="InvalidOperationException"><see cref="PrepareAsync"/> was not called.</exception>
    public PricedGoods Price(SaleTerms terms, List<PurchasedGoods> goods)
    {
        var rates = _rates ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");
        GiftCardRules.RequireApart(goods);
        return GiftCardRules.AreAll(goods)
            ? PriceGiftCards(rates, terms, goods) : PriceGoods(rates, terms, goods);
    }

    public static BasketLine LineOf(PurchasedGoods goods, int position) =>
        new(position, goods.Product.ToBasket(), goods.Quantity, goods.Product.Price);

    /// <summary>They cost what they are worth: no promotion, no shipping, no tax.</summary>
    private PricedGoods PriceGiftCards(TaxRateBook rates, SaleTerms terms, List<PurchasedGoods> goods)
    {
        GiftCardRules.RequireNoShipping(terms.ShippingMethodId);
        var basket = new Basket
        {
            Currency = currency,
            Lines = [.. goods.Select((each, index) => LineOf(each, index + 1))],
            Tax = rates.RulesFor(new(shop.Value.Home, calendar.DayOf(calendar.Now))).ForVouchers(),
        };
        return new(basket, PriceCalculator.Price(basket), new([], Chosen: null), VatNumber: null,
            EstimatedDelivery: null);
    }

    private PricedGoods PriceGoods(TaxRateBook rates, SaleTerms terms, List<PurchasedGoods> goods)
    {
        var unpriced = new Basket
        {
            Currency = currency,
            Lines = [.. goods.Select((each, index) => LineOf(each, index + 1))],
            Promotions = terms.Promotions.Rules,
        };
        var (home, day) = (shop.Value.Home, calendar.DayOf(calendar.Now));
        if (terms.Destination is { ShipTo: null } && !shipping.IsPickUp(terms.ShippingMethodId)
            && (shipping.DistinguishesWithin(home.Country) || rates.DependsOnRegion(day)))
            throw SalesProblems.NeedsAddressFields();
        var to = terms.Destination?.ShipTo?.Place ?? home;
        var options = shipping.Choose(to, unpriced.Weight, terms.ShippingMethodId);
        var basket = unpriced with
        {
            Shipping = options.Chosen?.Rule,
            Tax = rates.RulesFor(new(options.Chosen is { IsPickUp: true } ? home : to, day, terms.VatNumber)),
        };
        var delivery = DeliveryEstimate.Of(
            options.Chosen?.MaxDays, goods.Select(each => new WantedUnits(each.Product.Stock, each.Quantity)),
            calendar);
        return new(basket, PriceCalculator.Price(basket), options, terms.VatNumber, delivery);
    }
}

/// <summary>On what terms goods are sold.</summary>
/// <param name="Destination">Null if it is not known yet: the shop's own country and region.</param>
/// <param name="ShippingMethodId">Null for the first method that is offered.</param>
/// <param name="VatNumber">The buyer's VAT number if an admin has verified it.</param>
internal sealed record SaleTerms(
    Destination? Destination, long? ShippingMethodId, UsablePromotions Promotions, string? VatNumber);

/// <summary>A basket, its prices, and how it can be shipped.</summary>
/// <param name="VatNumber">The buyer's VAT number if an admin has verified it.</param>
/// <param name="EstimatedDelivery">When all goods are expected to have arrived; null if it is not known.</param>
internal sealed record PricedGoods(
    Basket Basket, PricedBasket Prices, ShippingOptions Shipping, string? VatNumber,
    DateTimeOffset? EstimatedDelivery);
