using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.GiftCards;

/// <summary>
/// How gift cards are ordered: apart from goods, because an invoice that contains what is not subject to tax contains
/// nothing else (EN 16931, BR-O-11), and because they are not shipped, returned or cancelled as goods are.
/// </summary>
internal static class GiftCardRules
{
    /// <summary>Whether these are gift cards alone.</summary>
    public static bool AreAll(IEnumerable<PurchasedGoods> goods) => goods.All(each => each.Product.IsGiftCard);

    /// <exception cref="ShopException">409: gift cards are among goods, or there are too many.</exception>
    public static void RequireApart(IReadOnlyCollection<PurchasedGoods> goods)
    {
        var cards = goods.Where(each => each.Product.IsGiftCard).ToList();
        if (cards.Count > 0 && cards.Count < goods.Count)
            throw GiftCardProblems.AreNotAlone(cards.Select(each => each.Product.Name));
        if (cards.Sum(each => each.Quantity) > BoughtGiftCard.MaxOfOrder)
            throw GiftCardProblems.AreTooMany();
    }

    /// <exception cref="ShopException">400: a shipping method was chosen.</exception>
    public static void RequireNoShipping(long? methodId)
    {
        if (methodId is not null)
            throw ShopException.Invalid("shipping_method_id", "Gift cards are not shipped, so leave this out.");
    }

    /// <summary>Refuses to add gift cards to an order of goods.</summary>
    /// <exception cref="ShopException">409.</exception>
    public static void RequireNone(IReadOnlyCollection<PurchasedGoods> added)
    {
        if (added.Any(each => each.Product.IsGiftCard))
            throw GiftCardProblems.AreNotAlone(
                added.Where(each => each.Product.IsGiftCard).Select(each => each.Product.Name));
    }
}
