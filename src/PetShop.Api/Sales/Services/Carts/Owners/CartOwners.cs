using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.Carts.Owners;

/// <summary>Decides whether the caller may use a cart.</summary>
internal sealed class CartOwners(GuestTokens tokens)
{
    /// <summary>Whose cart it is. Call it before the unit of work opens.</summary>
    /// <exception cref="ShopException">403: another account's cart. 404: no token that the shop issued.</exception>
    public async ValueTask<CartOwner> FindAsync(Actor actor, CartReference cart, CancellationToken ct)
    {
        if (cart.UserId is not { } userId)
            return await tokens.OwnerOfAsync(cart.Token, actor.Client, ct);
        actor.EnsureMaySee(userId);
        return CartOwner.OfAccount(userId);
    }
}
