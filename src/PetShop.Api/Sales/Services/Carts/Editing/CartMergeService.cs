using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Carts.Display;
using PetShop.Api.Sales.Services.Carts.Owners;

namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>Moves a guest's cart into the cart of an account, when the guest has signed in.</summary>
public interface ICartMergeService
{
    /// <summary>
    /// Adds the quantities and codes of the guest's cart to the caller's, and deletes the guest's cart: a second merge
    /// finds nothing to add. What does not fit into the limits is named in the notices.
    /// </summary>
    /// <exception cref="ShopException">404: the shop did not issue the token, or the caller's account was closed.
    /// </exception>
    Task<CartResponse> MergeAsync(Actor actor, MergeCartRequest request, CancellationToken ct);
}

internal sealed class CartMergeService(
    IUnitOfWork work, IUserService accounts, CartOwners owners, CartRepository carts, IProductCatalogue catalogue,
    CartView view, CartMergeRules rules) : ICartMergeService
{
    public async Task<CartResponse> MergeAsync(Actor actor, MergeCartRequest request, CancellationToken ct)
    {
        var own = CartOwner.OfAccount(actor.UserId);
        var guest = await owners.FindAsync(actor, CartReference.OfGuest(request.Token), ct);
        await view.PrepareAsync(ct);
        return await work.CommitAsync(async () =>
        {
            if (!await accounts.LockOpenForShareAsync(actor.UserId, ct))
                throw SalesProblems.HasNoAccount(isInBody: false);
            var (into, from) = await carts.LockBothAsync(own, guest, rules.Now, ct);
            long[] ids = [.. into.Lines.Concat(from?.Lines ?? []).Select(line => line.ProductId).Distinct()];
            var products = await catalogue.FindAsync(ids, ct);
            var notices = from is null ? [] : Move(into, from, products);
            return await view.ShowAsync(into, products, notices, null, ct);
        }, ct);
    }

    private List<CartNotice> Move(Cart into, Cart from, IReadOnlyDictionary<long, ProductSnapshot> products)
    {
        var notices = rules.Merge(into, from, products);
        carts.Remove(from);
        return notices;
    }
}
