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
    /// <summary>Those for which the goods are too few or others.</summary>
    public IEnumerable<RefusedCode> Of(IEnumerable<UsableCode> codes, IReadOnlyCollection<PurchasedGoods> goods) =>
        codes.Select(code => Of(code, goods)).OfType<RefusedCode>();

    /// <summary>The same, and the codes of promotions that were not applied for another reason.</summary>
    /// <param name="applied">The promotions that take something off.</param>
    public IEnumerable<RefusedCode> Of(
        IEnumerable<UsableCode> codes, IReadOnlyCollection<PurchasedGoods> goods, IReadOnlySet<long> applied) =>
        codes.Where(code => !applied.Contains(code.Offer.Rule.Id))
            .Select(code => Of(code, goods) ?? new RefusedCode(code.Code, CodeRefusal.NothingOff));

    /// <summary>Whether the goods are enough for a promotion, and some of them are those that it is for.</summary>
    public static bool MayApply(PromotionRule rule, IReadOnlyCollection<PurchasedGoods> goods) =>
        Reason(rule.MinimumSubtotal, rule.Scope, goods) is null;

    /// <inheritdoc cref="MayApply(PromotionRule, IReadOnlyCollection{PurchasedGoods})"/>
    public static bool MayApply(AutomaticOffer offer, IReadOnlyCollection<PurchasedGoods> goods) =>
        Reason(offer.MinimumSubtotal, offer.Scope, goods) is null;

    private RefusedCode? Of(UsableCode code, IReadOnlyCollection<PurchasedGoods> goods) =>
        Reason(code.Offer.Rule.MinimumSubtotal, code.Offer.Rule.Scope, goods) is { } reason
            ? new(code.Code, reason) { Minimum = code.Offer.Rule.MinimumSubtotal is { } m ? currency.Show(m) : null }
            : null;

    private static CodeRefusal? Reason(
        decimal? minimum, PromotionScope scope, IReadOnlyCollection<PurchasedGoods> goods) =>
        goods.Sum(each => each.Amount) < minimum ? CodeRefusal.MinimumNotReached
            // Gift cards cost what they are worth.
            : goods.Any(each => !each.Product.IsGiftCard && each.Product.ToBasket().IsIn(scope)) ? null
            : CodeRefusal.NoMatchingGoods;
}

/// <summary>Units of a product.</summary>
internal readonly record struct PurchasedGoods(ProductSnapshot Product, int Quantity)
{
    public decimal Amount => Product.Price * Quantity;
}

/// <summary>Converts products for the price calculator, which knows no catalogue.</summary>
internal static class BasketProducts
{
    public static BasketProduct ToBasket(this ProductSnapshot product) => new(
        product.Id, product.CategoryIds, product.BrandId, product.PetTypeId, product.TaxClass, product.Weight ?? 0);
}
