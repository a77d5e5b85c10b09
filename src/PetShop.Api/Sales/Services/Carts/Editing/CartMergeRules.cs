using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>What of one cart fits into another.</summary>
internal sealed class CartMergeRules(CartLimits limits, CartClock clock)
{
    /// <inheritdoc cref="CartClock.Now"/>
    public CartTime Now => clock.Now;

    /// <summary>Adds as many units and codes as the limits of a cart allow.</summary>
    /// <param name="products">The products in both carts. A product that was deleted meanwhile is left out.</param>
    /// <returns>What did not fit.</returns>
    public List<CartNotice> Merge(Cart into, Cart from, IReadOnlyDictionary<long, ProductSnapshot> products)
    {
        var notices = new List<CartNotice>();
        foreach (var line in from.Lines.Where(line => products.ContainsKey(line.ProductId))
            .OrderBy(line => line.Position))
        {
            var fits = Math.Min(line.Quantity, RoomFor(line, into));
            if (fits > 0)
                into.Merge(line, fits);
            if (fits < line.Quantity)
                notices.Add(NotTaken(line, fits, products[line.ProductId].Name));
        }
        string[] codes = [.. into.PromotionCodes.Union(from.PromotionCodes)];
        into.UseCodes(codes.Take(Cart.MaxCodes));
        notices.AddRange(codes.Skip(Cart.MaxCodes).Select(NotTaken));
        return notices;
    }

    private int RoomFor(CartLine line, Cart into)
    {
        var present = into.Find(line.ProductId);
        return present is null && into.Lines.Count >= Cart.MaxLines
            ? 0
            : Math.Min(Cart.MaxQuantity - (present?.Quantity ?? 0), limits.RoomIn(into));
    }

    private static CartNotice NotTaken(CartLine line, int fits, string name) => new(
        CartNoticeCode.NotMerged, fits == 0
            ? $"{name} was not taken over, because your cart is full. Quantity: {line.Quantity}."
            : $"Only {fits} of {line.Quantity} units of {name} were taken over: "
                + "that is as many as a cart can contain.");

    private static CartNotice NotTaken(string code) => new(CartNoticeCode.NotMerged,
        $"The code {code} was not taken over: a cart can have at most {Cart.MaxCodes} codes.");
}
