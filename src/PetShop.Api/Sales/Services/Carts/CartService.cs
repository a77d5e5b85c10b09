using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>Reads carts.</summary>
public interface ICartService
{
    /// <summary>The caller's own cart as a list of one; for an admin, all carts.</summary>
    Task<Page<CartResponse>> ListAsync(Actor actor, CartFilter filter, CancellationToken ct);

    /// <summary>The user's cart; an empty one if there is none.</summary>
    /// <exception cref="Core.Errors.ShopException">403: another user's cart. 404: the account does not
    /// exist.</exception>
    Task<CartResponse> GetAsync(Actor actor, long userId, CancellationToken ct);
}

internal sealed class CartService(
    IUserService accounts, CartRepository carts, IProductCatalogue catalogue, CartPresenter presenter) : ICartService
{
    private const string ListName = "carts";

    public async Task<Page<CartResponse>> ListAsync(Actor actor, CartFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<long>(ListName, filter.Cursor);
        if (!actor.IsAdmin)
            return new([await GetAsync(actor, actor.UserId, ct)], null, 1, false);
        var rows = await carts.ListAsync(after, filter.Limit + 1, ct);
        var page = Page.From(rows, filter.Limit, cart => Cursor.Encode(ListName, cart.Id));
        var products = await catalogue.FindAsync(ProductsIn(page.Items), ct);
        return page.Map(cart => presenter.Present(cart, products));
    }

    public async Task<CartResponse> GetAsync(Actor actor, long userId, CancellationToken ct)
    {
        actor.EnsureMaySee(userId);
        if (await carts.FindAsync(userId, ct) is { } cart)
            return presenter.Present(cart, await catalogue.FindAsync(ProductsIn([cart]), ct));
        if (actor.UserId != userId)
            await accounts.GetAsync(actor, userId, ct);
        return presenter.Empty(userId);
    }

    private static HashSet<long> ProductsIn(IEnumerable<Cart> carts) =>
        [.. carts.SelectMany(cart => cart.Lines).Select(line => line.ProductId)];
}
