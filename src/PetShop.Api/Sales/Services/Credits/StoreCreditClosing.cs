using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Repositories.Credits;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>What becomes of an account's store credit when the account is closed. Joins the caller's unit of work.
/// </summary>
internal sealed class StoreCreditClosing(
    StoreCreditRepository credits, GiftCardRepository bought, TimeProvider clock)
{
    /// <summary>
    /// Erases the notes on its movements; the ledger stays. The account must be locked, so that no credit is issued to
    /// it, and its orders, so that none comes back.
    /// </summary>
    /// <param name="orderIds">The account's orders.</param>
    /// <exception cref="ShopException">409: credit is left that has not expired, or codes of gift cards that were
    /// bought.</exception>
    public async Task CloseAsync(long userId, long[] orderIds, CancellationToken ct)
    {
        await RequireNoCodesAsync(orderIds, ct);
        if (await credits.LockLeftAsync(userId, clock.GetStoredNow(), ct) is [_, ..] left)
            throw CreditProblems.IsLeft(left);
        await credits.EraseNotesAsync(userId, ErasedText.OfAccount, ct);
    }

    /// <summary>Codes of gift cards that were bought would be lost with the customer's access to the orders.</summary>
    /// <param name="orderIds">All of a customer.</param>
    /// <exception cref="ShopException">409: codes can be taken.</exception>
    public async Task RequireNoCodesAsync(long[] orderIds, CancellationToken ct)
    {
        foreach (var order in await bought.ListUntakenAsync(orderIds, ct))
            if (await bought.FindRoomWhenWonAsync(order, ct) > 0)
                throw CreditProblems.HasCodesLeft(order);
    }
}
