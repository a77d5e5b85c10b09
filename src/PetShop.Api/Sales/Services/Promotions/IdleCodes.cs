using PetShop.Api.Core.Money;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>
/// Says why codes that can be used take nothing off the goods. They do not prevent an order: more goods may come.
/// </summary>
internal sealed class IdleCodes(Currency currency)
{
    /// <summary>What can be seen without prices of all promotions.</summary>
    /// <param name="offers">Of the codes.</param>
    public IEnumerable<RefusedCode> Of(IEnumerable<PromotionOffer> offers, IReadOnlyCollection<WantedGoods> goods) =>
        offers.Select(offer => Of(offer.Rule, goods)).OfType<RefusedCode>();

    /// <summary>The same, and the codes of promotions that were not applied for another reason.</summary>
    /// <param name="applied">The promotions that take something off.</param>
    public IEnumerable<RefusedCode> Of(
        IEnumerable<PromotionOffer> offers, IReadOnlyCollection<WantedGoods> goods, IReadOnlySet<long> applied) =>
        offers.Where(offer => !applied.Contains(offer.Rule.Id))
            .Select(offer => Of(offer.Rule, goods) ?? new RefusedCode(offer.Rule.Code!, CodeRefusal.NothingOff));

    private RefusedCode? Of(PromotionRule rule, IReadOnlyCollection<WantedGoods> goods)
    {
        if (rule.MinimumSubtotal is { } least && goods.Sum(each => each.Amount) < least)
            return new(rule.Code!, CodeRefusal.MinimumNotReached) { Minimum = currency.Show(least) };
        var isForSome = rule.IsOnOrder || rule.Effect is FreeShipping
            || goods.Any(each => each.Product.ToBasket().IsIn(rule.Scope));
        return isForSome ? null : new(rule.Code!, CodeRefusal.NoMatchingGoods);
    }
}

/// <summary>Units of a product at the shop's price.</summary>
internal readonly record struct WantedGoods(ProductSnapshot Product, int Quantity)
{
    public decimal Amount => Product.Price * Quantity;
}

/// <summary>Converts products for the price calculator, which knows no catalogue.</summary>
internal static class BasketProducts
{
    public static BasketProduct ToBasket(this ProductSnapshot product) => new(
        product.Id, product.CategoryIds, product.BrandId, product.PetTypeId, product.TaxClass, product.Weight ?? 0);
}
