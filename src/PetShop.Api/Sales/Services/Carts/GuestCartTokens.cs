using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Services.Carts.Display;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>Begins carts of guests.</summary>
public interface IGuestCartTokens
{
    /// <summary>A new token with its empty cart. Nothing is stored.</summary>
    Task<GuestCartResponse> BeginAsync(CancellationToken ct);
}

internal sealed class GuestCartTokens(GuestTokens tokens, CartPresenter presenter) : IGuestCartTokens
{
    public async Task<GuestCartResponse> BeginAsync(CancellationToken ct) => new()
    {
        Token = await tokens.NewAsync(ct),
        Cart = presenter.Present(Cart.OfNewGuest, new Dictionary<long, ProductSnapshot>(), []),
    };
}
