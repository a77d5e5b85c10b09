using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Auth.Services.Closing;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Erasure;
using PetShop.Api.Sales.Services.Credits;

namespace PetShop.Api.Sales.Services.Erasure;

/// <summary>
/// When an account is closed, deletes its cart, cancels its unpaid orders, and erases what the accounting records do
/// not need.
/// </summary>
internal sealed class AccountClosedHandler(
    CartRepository carts, ErasureRepository orders, CustomerErasure erasure, IUserService accounts,
    StoreCreditClosing credits)
    : IAccountClosedHandler
{
    public async Task CloseAsync(Actor actor, long userId, CancellationToken ct)
    {
        await carts.DeleteAsync(CartOwner.OfAccount(userId), ct);
        var ids = await orders.LockAllAsync(userId, ct);
        await erasure.EraseAsync(
            actor, new(ids, ErasedText.OfAccount) { Name = await FindNameAsync(userId, ct) }, ct);
        // Orders that were cancelled may have given store credit back.
        await credits.CloseAsync(userId, ids, ct);
    }

    private async Task<string?> FindNameAsync(long userId, CancellationToken ct) =>
        (await accounts.FindContactsAsync([userId], ct)).TryGetValue(userId, out var contact) ? contact.Name : null;
}
