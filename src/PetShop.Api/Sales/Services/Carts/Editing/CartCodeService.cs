using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Services.Carts.Owners;
using PetShop.Api.Sales.Services.Promotions.Guesses;

namespace PetShop.Api.Sales.Services.Carts.Editing;

/// <summary>
/// Keeps promotion codes on a cart, for its quotes and its order. A code is kept whether it can be used or not: the
/// cart's notices say so.
/// </summary>
public interface ICartCodeService
{
    /// <summary>Replaces the codes.</summary>
    /// <exception cref="ShopException">
    /// 403: another account's cart. 404: the account does not exist, or the shop did not issue the
    /// token. 409: the cart is empty. 429: too many unknown codes were tried.
    /// </exception>
    Task<CartResponse> SetAsync(Actor actor, CartReference cart, CartCodesRequest request, CancellationToken ct);

    /// <summary>Removes all codes.</summary>
    /// <exception cref="ShopException">
    /// 403: another account's cart. 404: the account does not exist, or the shop did not issue the token.
    /// </exception>
    Task RemoveAsync(Actor actor, CartReference cart, CancellationToken ct);
}

internal sealed class CartCodeService(CartOwners owners, CartEditor editor, CodeGuesses guesses) : ICartCodeService
{
    private const string Field = "promotion_codes";

    public async Task<CartResponse> SetAsync(
        Actor actor, CartReference cart, CartCodesRequest request, CancellationToken ct)
    {
        var keys = request.PromotionCodes!.Select(code => PromotionCode.KeyOf(code)!).Distinct().ToList();
        // The look-up refuses it too, but only after the cart is locked.
        guesses.RequireLeft(actor);
        var edit = await EditOfAsync(actor, cart, ct);
        return await editor.EditAsync(edit with { CodesTypedBy = actor }, [], (found, _) =>
        {
            if (found.Lines.Count == 0)
                throw SalesProblems.CartIsEmpty();
            found.UseCodes(keys);
        }, ct);
    }

    public async Task RemoveAsync(Actor actor, CartReference cart, CancellationToken ct) =>
        await editor.EditAsync(await EditOfAsync(actor, cart, ct), [], (found, _) => found.UseCodes([]), ct);

    private async ValueTask<CartEdit> EditOfAsync(Actor actor, CartReference cart, CancellationToken ct) =>
        new(await owners.FindAsync(actor, cart, ct), Field);
}
