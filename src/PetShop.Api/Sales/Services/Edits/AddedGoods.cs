using Microsoft.Extensions.Options;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>
/// Prices goods that are added to an order: at the products' current prices, taxed where the order is taxed, without
/// promotions. Shipping is not computed again.
/// </summary>
internal sealed class AddedGoods(
    ITaxTable taxes, IProductCatalogue catalogue, ShopCalendar calendar, Currency currency, IOptions<ShopOptions> shop)
{
    private TaxRateBook? _rates;

    /// <summary>Call it before the unit of work opens, because it may need its own connection.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        await catalogue.PrepareAsync(ct);
        _rates = await taxes.CurrentAsync(ct);
    }

    /// <param name="after">The highest position that the order has ever used.</param>
    /// <param name="isDryRun">If not, the products cannot be removed until the caller's transaction ends.</param>
    /// <exception cref="ShopException">400: a product that is not on sale. 409: the shop's currency, or whether its
    /// prices contain tax, was changed since the order was placed.</exception>
    public async Task<OrderPrices> PriceAsync(
        Order order, IReadOnlyList<AddedUnits> added, int after, bool isDryRun, CancellationToken ct)
    {
        var ids = added.Select(units => units.ProductId).ToList();
        var products = isDryRun
            ? await catalogue.FindAsync(ids, ct)
            : await catalogue.LockAgainstRemovalAsync(ids, ct);
        OnSaleRules.Require(added.Select(units => (units.Field, units.ProductId)), products, ids.ToHashSet());
        var goods = added.Select(units => new PurchasedGoods(products[units.ProductId], units.Units)).ToList();
        var basket = new Basket
        {
            Currency = currency,
            Lines = [.. goods.Select((each, i) => BasketPrices.LineOf(each, after + i + 1))],
            Tax = RulesFor(order),
        };
        if (basket.Tax.PricesIncludeTax != order.PricesIncludeTax || currency.Code != order.Currency)
            throw EditProblems.HasOtherSettings(order);
        return PricedPurchase.Of(basket, PriceCalculator.Price(basket),
            goods.Select(each => new SoldProduct(each.Product.Id, each.Product.Sku, each.Product.Name)));
    }

    /// <summary>
    /// The order's taxes name their place. One without taxes is taxed, if at all, where it is delivered.
    /// </summary>
    private TaxRules RulesFor(Order order)
    {
        var rates = _rates ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");
        var place = order.Pricing.TaxLines.FirstOrDefault(line => line.Place.Length > 0)?.Place;
        var (country, region) = place is null
            ? order.PlaceOfDelivery(shop.Value.Country)
            : Places.PartsOf(place);
        return rates.RulesFor(new(country, region, calendar.DayOf(calendar.Now), order.Pricing.VatNumber));
    }
}
