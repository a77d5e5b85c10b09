using PetShop.Api.Core.Money;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;

namespace PetShop.Api.Sales.Services.Carts.Display;

/// <summary>Converts a cart into its representation with current prices.</summary>
internal sealed class CartPresenter(CartNotices notices, IPublicStock figures, Currency currency)
{
    /// <param name="products">The products in the cart. Lines whose product is missing are skipped: it was deleted
    /// after the cart was read.</param>
    /// <param name="noticed">What else the customer should know.</param>
    public CartResponse Present(
        Cart cart, IReadOnlyDictionary<long, ProductSnapshot> products, IReadOnlyList<CartNotice> noticed)
    {
        var items = cart.Lines.Where(line => products.ContainsKey(line.ProductId)).OrderBy(line => line.Position)
            .Select(line => Present(line, products[line.ProductId])).ToList();
        return new CartResponse
        {
            Id = cart.Id == 0 ? null : cart.Id,
            UserId = cart.UserId,
            Items = items,
            ItemCount = items.Sum(item => item.Quantity),
            Total = items.Sum(item => item.Amount),
            Currency = currency.Code,
            PromotionCodes = cart.PromotionCodes,
            Notices = items.Any(item => item.Notices.Any(CartNotices.Blocks))
                ? [CartNotices.Blocked, .. noticed]
                : noticed,
            UpdatedAt = cart.Id == 0 ? null : cart.UpdatedAt,
            ExpiresAt = cart.ExpiresAt,
        };
    }

    /// <summary>The product as a customer who adds it now sees it.</summary>
    public SeenProduct See(ProductSnapshot product) =>
        new(product.Id, product.Price, notices.LevelOf(product.Stock));

    private CartItemResponse Present(CartLine line, ProductSnapshot product) => new()
    {
        ProductId = product.Id,
        Sku = product.Sku,
        ProductName = product.Name,
        Quantity = line.Quantity,
        Price = product.Price,
        Amount = product.Price * line.Quantity,
        Availability = product.IsActive ? figures.AvailabilityOf(product.Stock) : Availability.OutOfStock,
        AvailableFrom = product.IsActive ? figures.AvailableFrom(product.Stock) : null,
        Notices = notices.Of(line, product),
    };
}
