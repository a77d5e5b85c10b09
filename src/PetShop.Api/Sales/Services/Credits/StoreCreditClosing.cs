using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Repositories.Credits;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>What becomes of an account's store credit when the account is closed. Joins the caller's unit of work.
/// </summary>
internal sealed class StoreCreditClosing(StoreCreditRepository credits, TimeProvider clock)
{
    /// <summary>
    /// Erases the notes on its movements; the ledger stays. The account must be locked, so that no credit is issued to
    /// it, and its orders, so that none comes back.
    /// </summary>
    /// <exception cref="ShopException">409: credit is left that has not expired.</exception>
    public async Task CloseAsync(long userId, CancellationToken ct)
    {
        if (await credits.LockLeftAsync(userId, clock.GetStoredNow(), ct) is [_, ..] left)
            throw CreditProblems.IsLeft(left);
        await credits.EraseNotesAsync(userId, ErasedText.OfAccount, ct);
    }
}
