using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>
/// Changes carts. Every change returns the whole cart; a product that cannot be bought is a 400 that names it.
/// </summary>
public interface ICartUpdateService
{
    /// <summary>Sets the lines of the cart of <see cref="SetCartRequest.UserId"/>, or of the caller.</summary>
    /// <param name="userId">The account in the path; null if the path has none.</param>
    Task<CartResponse> ReplaceAsync(Actor actor, long? userId, SetCartRequest request, CancellationToken ct);

    Task EmptyAsync(Actor actor, long userId, CancellationToken ct);

    /// <summary>Adds units to a line, which is created if it is missing. Concurrent additions all count.</summary>
    Task<CartResponse> AddAsync(Actor actor, long userId, long productId, int quantity, CancellationToken ct);

    /// <summary>Sets a line's quantity; the line is created if it is missing, and removed for 0.</summary>
    Task<CartResponse> SetAsync(Actor actor, long userId, long productId, int quantity, CancellationToken ct);

    /// <exception cref="ShopException">404: the cart has no such line.</exception>
    Task RemoveAsync(Actor actor, long userId, long productId, CancellationToken ct);
}

internal sealed class CartUpdateService(
    IUnitOfWork work, IUserService accounts, CartRepository carts, IProductCatalogue catalogue, CartPresenter presenter,
    CartLimits limits, TimeProvider clock) : ICartUpdateService
{
    public Task<CartResponse> ReplaceAsync(Actor actor, long? userId, SetCartRequest request, CancellationToken ct)
    {
        var named = actor.ActsFor(request.UserId ?? userId);
        var owner = userId ?? named;
        actor.EnsureMaySee(owner);
        if (named != owner)
            throw ShopException.Invalid("user_id", "The path names another account. Leave user_id out.");
        var items = request.Items!;
        var edit = new Edit(owner, Blamed: "items", IsInBody: userId is null && request.UserId is not null);
        return EditAsync(edit, [.. items.Select(item => item.ProductId!.Value)], (cart, products) =>
        {
            OnSaleRules.Require(items.Select((item, i) => ($"items[{i}].product_id", item.ProductId!.Value)),
                products, ProductsIn(cart));
            carts.Remove(cart.Replace(
                [.. items.Select(item => (presenter.See(products[item.ProductId!.Value]), item.Quantity!.Value))]));
        }, ct);
    }

    public Task EmptyAsync(Actor actor, long userId, CancellationToken ct) =>
        EditAsync(OfLine(actor, userId), [], (cart, _) => carts.Remove(cart.Replace([])), ct);

    public Task<CartResponse> AddAsync(Actor actor, long userId, long productId, int quantity, CancellationToken ct) =>
        EditAsync(OfLine(actor, userId), [productId], (cart, products) =>
        {
            OnSaleRules.Require([("product_id", productId)], products, ProductsIn(cart));
            var sum = quantity + (cart.Find(productId)?.Quantity ?? 0);
            if (sum > Cart.MaxQuantity)
                throw ShopException.Invalid("quantity",
                    $"The quantity would be {sum}; a cart can contain at most {Cart.MaxQuantity} units of a product.");
            Put(cart, products[productId], sum);
        }, ct);

    public Task<CartResponse> SetAsync(Actor actor, long userId, long productId, int quantity, CancellationToken ct) =>
        EditAsync(OfLine(actor, userId), quantity == 0 ? [] : [productId], (cart, products) =>
        {
            if (quantity == 0)
            {
                TakeOut(cart, productId);
                return;
            }
            OnSaleRules.Require([("product_id", productId)], products, ProductsIn(cart));
            Put(cart, products[productId], quantity);
        }, ct);

    public Task RemoveAsync(Actor actor, long userId, long productId, CancellationToken ct) =>
        EditAsync(OfLine(actor, userId), [], (cart, _) =>
        {
            if (!TakeOut(cart, productId))
                throw ShopException.NotFound($"Product {productId} is not in the cart.");
        }, ct);

    /// <summary>
    /// Locks the cart, reads it and its products, changes it and returns it: the number of statements does not depend
    /// on the number of lines.
    /// </summary>
    private async Task<CartResponse> EditAsync(
        Edit edit, long[] added, Action<Cart, IReadOnlyDictionary<long, ProductSnapshot>> change,
        CancellationToken ct)
    {
        await catalogue.PrepareAsync(ct);
        return await work.CommitAsync(async () =>
        {
            if (!await accounts.LockOpenForShareAsync(edit.UserId, ct))
                throw SalesProblems.HasNoAccount(edit.IsInBody);
            var cart = await carts.LockAsync(edit.UserId, clock.GetStoredNow(), ct);
            var products = await ProductsAsync(cart, added, ct);
            var before = cart.Units;
            change(cart, products);
            limits.Require(before, cart.Units, edit.Blamed);
            return presenter.Present(cart, products);
        }, ct);
    }

    /// <summary>
    /// The products in the cart and those to be added. The latter are protected against removal until their lines
    /// exist.
    /// </summary>
    private async Task<IReadOnlyDictionary<long, ProductSnapshot>> ProductsAsync(
        Cart cart, long[] added, CancellationToken ct)
    {
        var present = await catalogue.FindAsync([.. cart.Lines.Select(line => line.ProductId).Except(added)], ct);
        return added.Length == 0
            ? present
            : new Dictionary<long, ProductSnapshot>(present.Concat(await catalogue.LockAgainstRemovalAsync(added, ct)));
    }

    private static HashSet<long> ProductsIn(Cart cart) => [.. cart.Lines.Select(line => line.ProductId)];

    private static Edit OfLine(Actor actor, long userId)
    {
        actor.EnsureMaySee(userId);
        return new(userId, Blamed: "quantity", IsInBody: false);
    }

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

    /// <param name="UserId">The account whose cart it is.</param>
    /// <param name="Blamed">The field for an error about the size of the cart.</param>
    /// <param name="IsInBody">Whether the body names the account.</param>
    private readonly record struct Edit(long UserId, string Blamed, bool IsInBody);
}
