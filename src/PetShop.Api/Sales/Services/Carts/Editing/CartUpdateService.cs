using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Carts.Display;
using PetShop.Api.Sales.Services.Carts.Owners;

namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>
/// Changes carts. Every change returns the whole cart; a product that cannot be bought is a 400 that names it.
/// </summary>
public interface ICartUpdateService
{
    /// <summary>Sets the lines of the cart of <see cref="SetCartRequest.UserId"/>, or of the caller.</summary>
    /// <param name="cart">The cart in the path; null if the path has none.</param>
    Task<CartResponse> ReplaceAsync(
        Actor actor, CartReference? cart, SetCartRequest request, CancellationToken ct);

    Task EmptyAsync(Actor actor, CartReference cart, CancellationToken ct);

    /// <summary>Adds units to a line, which is created if it is missing. Concurrent additions all count.</summary>
    Task<CartResponse> AddAsync(
        Actor actor, CartReference cart, long productId, int quantity, CancellationToken ct);

    /// <summary>Sets a line's quantity; the line is created if it is missing, and removed for 0.</summary>
    Task<CartResponse> SetAsync(
        Actor actor, CartReference cart, long productId, int quantity, CancellationToken ct);

    /// <exception cref="ShopException">404: the cart has no such line.</exception>
    Task RemoveAsync(Actor actor, CartReference cart, long productId, CancellationToken ct);
}

internal sealed class CartUpdateService(
    CartOwners owners, CartEditor editor, CartRepository carts, CartPresenter presenter) : ICartUpdateService
{
    public async Task<CartResponse> ReplaceAsync(
        Actor actor, CartReference? cart, SetCartRequest request, CancellationToken ct)
    {
        var edit = await EditOfAsync(actor, cart, request.UserId, ct);
        var items = request.Items!;
        return await editor.EditAsync(edit, [.. items.Select(item => item.ProductId!.Value)], (found, products) =>
        {
            OnSaleRules.Require(items.Select((item, i) => ($"items[{i}].product_id", item.ProductId!.Value)),
                products, ProductsIn(found));
            carts.Remove(found.Replace(
                [.. items.Select(item => (presenter.See(products[item.ProductId!.Value]), item.Quantity!.Value))]));
        }, ct);
    }

    public async Task EmptyAsync(Actor actor, CartReference cart, CancellationToken ct) => await editor.EditAsync(
        await OfLineAsync(actor, cart, ct), [], (found, _) => carts.Remove(found.Replace([])), ct);

    public async Task<CartResponse> AddAsync(
        Actor actor, CartReference cart, long productId, int quantity, CancellationToken ct) =>
        await editor.EditAsync(await OfLineAsync(actor, cart, ct), [productId], (found, products) =>
        {
            OnSaleRules.Require([("product_id", productId)], products, ProductsIn(found));
            var sum = quantity + (found.Find(productId)?.Quantity ?? 0);
            if (sum > Cart.MaxQuantity)
                throw ShopException.Invalid("quantity",
                    $"The quantity would be {sum}; a cart can contain at most {Cart.MaxQuantity} units of a product.");
            Put(found, products[productId], sum);
        }, ct);

    public async Task<CartResponse> SetAsync(
        Actor actor, CartReference cart, long productId, int quantity, CancellationToken ct) =>
        await editor.EditAsync(
            await OfLineAsync(actor, cart, ct), quantity == 0 ? [] : [productId], (found, products) =>
            {
                if (quantity == 0)
                {
                    TakeOut(found, productId);
                    return;
                }
                OnSaleRules.Require([("product_id", productId)], products, ProductsIn(found));
                Put(found, products[productId], quantity);
            }, ct);

    public async Task RemoveAsync(Actor actor, CartReference cart, long productId, CancellationToken ct) =>
        await editor.EditAsync(await OfLineAsync(actor, cart, ct), [], (found, _) =>
        {
            if (!TakeOut(found, productId))
                throw ShopException.NotFound($"Product {productId} is not in the cart.");
        }, ct);

    private static HashSet<long> ProductsIn(Cart cart) => [.. cart.Lines.Select(line => line.ProductId)];

    /// <param name="userId">The account in the body; null if it has none.</param>
    private async ValueTask<CartEdit> EditOfAsync(
        Actor actor, CartReference? cart, long? userId, CancellationToken ct)
    {
        if (cart is { UserId: null })
        {
            if (userId is not null)
                throw ShopException.Invalid("user_id", "A guest's cart belongs to no account. Leave user_id out.");
            return new(await owners.FindAsync(actor, cart, ct), Blamed: "items");
        }
        var named = actor.ActsFor(userId ?? cart?.UserId);
        var owner = await owners.FindAsync(actor, cart ?? CartReference.OfAccount(named), ct);
        return owner.UserId == named
            ? new(owner, Blamed: "items", IsInBody: cart is null && userId is not null)
            : throw ShopException.Invalid("user_id", "The path names another account. Leave user_id out.");
    }

    private async ValueTask<CartEdit> OfLineAsync(Actor actor, CartReference cart, CancellationToken ct) =>
        new(await owners.FindAsync(actor, cart, ct), Blamed: "quantity");

    private void Put(Cart cart, ProductSnapshot product, int quantity)
    {
        if (cart.Find(product.Id) is null && cart.Lines.Count >= Cart.MaxLines)
            throw ShopException.Invalid("product_id",
                $"A cart can contain at most {Cart.MaxLines} lines. Remove one first.");
        cart.Set(presenter.See(product), quantity);
    }

    private bool TakeOut(Cart cart, long productId)
    {
        if (cart.Find(productId) is not { } line) return false;
        carts.Remove([line]);
        cart.Remove(line);
        return true;
    }
}
