using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Carts.Display;
using PetShop.Api.Sales.Services.Carts.Owners;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>Reads carts.</summary>
public interface ICartService
{
    /// <summary>The caller's own cart as a list of one; for an admin, all carts.</summary>
    Task<Page<CartResponse>> ListAsync(Actor actor, CartFilter filter, CancellationToken ct);

    /// <summary>The cart; an empty one if there is none.</summary>
    /// <exception cref="Core.Errors.ShopException">403: another account's cart. 404: the account does not exist, or the
    /// shop did not issue the token.</exception>
    Task<CartResponse> GetAsync(Actor actor, CartReference cart, CancellationToken ct);
}

internal sealed class CartService(IUserService accounts, CartOwners owners, CartRepository carts, CartView view)
    : ICartService
{
    private const string ListName = "carts";

    public async Task<Page<CartResponse>> ListAsync(Actor actor, CartFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<long>(ListName, filter.Cursor);
        if (!actor.IsAdmin)
            return new([await GetAsync(actor, CartReference.OfAccount(actor.UserId), ct)], null, 1, false);
        await view.PrepareAsync(ct);
        var rows = await carts.ListAsync(after, filter.Limit + 1, ct);
        var page = Page.From(rows, filter.Limit, cart => Cursor.Encode(ListName, cart.Id));
        var shown = await view.ShowAsync(page.Items, ct);
        return page.Map(cart => shown[cart.Id]);
    }

    public async Task<CartResponse> GetAsync(Actor actor, CartReference cart, CancellationToken ct)
    {
        var owner = await owners.FindAsync(actor, cart, ct);
        await view.PrepareAsync(ct);
        var found = await carts.FindAsync(owner, ct);
        if (found is null && owner.UserId is { } userId && userId != actor.UserId)
            await accounts.GetAsync(actor, userId, ct);
        return await view.ShowAsync(found ?? Cart.None(owner), ct);
    }
}
