using Microsoft.Extensions.Options;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Promotions;
using PetShop.Api.Sales.Services.Shipping;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>
/// Prices goods that are added to an order: at the products' current prices, taxed where the order is taxed, without
/// promotions. What shipping costs is not computed again; when the goods arrive is.
/// </summary>
internal sealed class AddedGoods(
    ITaxTable taxes, IShippingTable shipping, IProductCatalogue catalogue, ShopCalendar calendar, Currency currency,
    IOptions<ShopOptions> shop)
{
    private TaxRateBook? _rates;
    private ShippingBook? _methods;

    /// <summary>Call it before the unit of work opens, because it may need its own connection.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        await catalogue.PrepareAsync(ct);
        _rates = await taxes.CurrentAsync(ct);
        _methods = await shipping.CurrentAsync(ct);
    }

    /// <param name="after">The highest position that the order has ever used.</param>
    /// <param name="isDryRun">If not, the products cannot be removed until the caller's transaction ends.</param>
    /// <exception cref="ShopException">400: a product that is not on sale. 409: a gift card, or the shop's currency, or
    /// how it charges tax, was changed since the order was placed.</exception>
    public async Task<AddedPrices> PriceAsync(
        Order order, IReadOnlyList<AddedUnits> added, int after, bool isDryRun, CancellationToken ct)
    {
        var ids = added.Select(units => units.ProductId).ToList();
        var products = isDryRun
            ? await catalogue.FindAsync(ids, ct)
            : await catalogue.LockAgainstRemovalAsync(ids, ct);
        OnSaleRules.Require(added.Select(units => (units.Field, units.ProductId)), products, ids.ToHashSet());
        var goods = added.Select(units => new PurchasedGoods(products[units.ProductId], units.Units)).ToList();
        GiftCardRules.RequireNone(goods);
        var basket = new Basket
        {
            Currency = currency,
            Lines = [.. goods.Select((each, i) => BasketPrices.LineOf(each, after + i + 1))],
            Tax = RulesFor(order),
        };
        if (basket.Tax.PricesIncludeTax != order.PricesIncludeTax || currency.Code != order.Currency
            || order.Pricing.TaxLines.Any(line => line.Treatment != basket.Tax.Treatment))
            throw EditProblems.HasOtherSettings(order);
        var (amounts, lines) = PricedPurchase.Of(basket, PriceCalculator.Price(basket),
            goods.Select(each => new SoldProduct(each.Product.Id, each.Product.Sku, each.Product.Name)));
        return new(amounts, lines, EstimateFor(order, goods));
    }

    private DateTimeOffset? EstimateFor(Order order, List<PurchasedGoods> goods)
    {
        var methods = _methods ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");
        var days = order.Pricing.Shipping is { } chosen ? methods.MaxDaysOf(chosen.MethodId) : null;
        var estimate = DeliveryEstimate.Of(
            days ?? 0, goods.Select(each => new WantedUnits(each.Product.Stock, each.Quantity)), calendar);
        if (days is not null)
            return estimate;
        // The method is no longer offered, so nobody knows its days: only goods that are there change nothing.
        var isThere = estimate == calendar.LastOf(calendar.DayOf(calendar.Now));
        return isThere ? order.EstimatedDelivery : null;
    }

    /// <summary>
    /// The order's taxes name their place: the destination's country or a region of it, or the shop's own place for
    /// goods that are picked up. An order without taxes is taxed, if at all, where it is delivered.
    /// </summary>
    private TaxRules RulesFor(Order order)
    {
        var rates = _rates ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");
        var place = order.Pricing.TaxLines.MaxBy(line => line.Place.Length)?.Place;
        var to = order.PlaceOfDelivery(shop.Value.Home);
        var isThere = string.IsNullOrEmpty(place) || Places.RegionCodesOf(to).Contains(place)
            || (place == to.Country && !Places.IsOutsideVatArea(to));
        return rates.RulesFor(new(
            isThere ? to : Places.OfCode(place!), calendar.DayOf(calendar.Now), order.Pricing.VatNumber));
    }
}

/// <summary>The amounts and lines of goods that are added to an order.</summary>
/// <param name="EstimatedDelivery">When they are expected to have arrived; null if it is not known.</param>
internal sealed record AddedPrices(OrderAmounts Amounts, List<OrderLine> Lines, DateTimeOffset? EstimatedDelivery);
