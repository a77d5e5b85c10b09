using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Carts.Display;

namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>Changes one cart in a transaction of its own, whoever it belongs to.</summary>
internal sealed class CartEditor(
    IUnitOfWork work, IUserService accounts, CartRepository carts, IProductCatalogue catalogue, CartView view,
    CartLimits limits, CartClock clock)
{
    /// <summary>
    /// Locks the cart, reads it and its products, changes it and returns it: the number of statements does not depend
    /// on the number of lines. A cart that does not exist is created only if products are to be added.
    /// </summary>
    /// <param name="added">The products to be added.</param>
    /// <param name="change">Receives the cart, and the products in it and to be added.</param>
    public async Task<CartResponse> EditAsync(
        CartEdit edit, long[] added, Action<Cart, IReadOnlyDictionary<long, ProductSnapshot>> change,
        CancellationToken ct)
    {
        await view.PrepareAsync(ct);
        return await work.CommitAsync(async () =>
        {
            if (edit.Owner.UserId is { } userId && !await accounts.LockOpenForShareAsync(userId, ct))
                throw SalesProblems.HasNoAccount(edit.IsInBody);
            var cart = await LockAsync(edit.Owner, isCreated: added.Length > 0, ct);
            var products = await ProductsAsync(cart, added, ct);
            var before = cart.Units;
            change(cart, products);
            limits.Require(cart, before, edit.Blamed);
            return await view.ShowAsync(cart, products, [], edit.CodesTypedBy, ct);
        }, ct);
    }

    private async Task<Cart> LockAsync(CartOwner owner, bool isCreated, CancellationToken ct)
    {
        if (!isCreated)
            return await carts.LockAsync(owner, clock.Now, ct) ?? Cart.None(owner);
        var (cart, isNew) = await carts.LockOrCreateAsync(owner, clock.Now, ct);
        if (isNew && owner.ClientKey is { } client)
            limits.RequireFewNew(await carts.CountNewAsync(
                client, clock.Now.Now - CartLimits.NewCountFor, limits.MostNew + 1, ct));
        return cart;
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
}

/// <summary>A change of a cart.</summary>
/// <param name="Blamed">The field for an error about the size of the cart.</param>
/// <param name="IsInBody">Whether the body names the account.</param>
/// <param name="CodesTypedBy">Who typed the codes that the change puts on the cart; null if it puts none on it.</param>
internal readonly record struct CartEdit(
    CartOwner Owner, string Blamed, bool IsInBody = false, Actor? CodesTypedBy = null);
