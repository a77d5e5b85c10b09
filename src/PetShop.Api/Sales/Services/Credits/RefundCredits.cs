using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>The store credits that get refunds. Joins the caller's unit of work.</summary>
internal sealed class RefundCredits(
    StoreCreditLedger ledger, IUserService accounts, GiftCardSeal seal, TimeOrderedIds ids, TimeProvider clock)
{
    /// <summary>What a credit needs that may have to be made. Call it before the unit of work opens.</summary>
    public async Task<PlannedCredit> PlanAsync(CancellationToken ct)
    {
        var code = GiftCardCode.New();
        return new(await ids.NextAsync(ct), GiftCardCode.Of(code)!, seal.Seal(code));
    }

    /// <summary>The credit of the order's account in its currency; for a guest, a new gift card.</summary>
    /// <param name="order">Locked.</param>
    /// <exception cref="ShopException">409: the account was closed, or its credit is blocked.</exception>
    public async Task<StoreCredit> OpenAsync(PlannedCredit planned, Order order, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        if (order.UserId is not { } userId)
            return await ledger.AddAsync(
                StoreCredit.OfCode(planned.Id, planned.Code, order.Currency, expiresAt: null, now), ct);
        if (!(await FindOpenAsync([userId], ct)).Contains(userId))
            throw CreditProblems.HasNoAccount();
        return await ledger.AddAsync(
            StoreCredit.OfAccount(planned.Id, userId, order.Currency, expiresAt: null, now), ct);
    }

    /// <summary>
    /// The credits that paid, locked, but for those that nobody could use any more: they have expired, or their account
    /// was closed. The order's lock must be held.
    /// </summary>
    public async Task<Dictionary<long, StoreCredit>> LockUsableAsync(
        IEnumerable<Payment> payments, CancellationToken ct)
    {
        var credits = await ledger.LockAsync(payments, ct);
        var now = clock.GetStoredNow();
        var open = await FindOpenAsync([.. credits.Values.Select(credit => credit.UserId).OfType<long>()], ct);
        return credits.Where(of =>
            !of.Value.HasExpired(now) && (of.Value.UserId is not { } owner || open.Contains(owner))).ToDictionary();
    }

    /// <summary>
    /// Those accounts that are not closed. One that is being closed has locked its orders, so it is seen as it will be.
    /// </summary>
    private async Task<HashSet<long>> FindOpenAsync(long[] accountIds, CancellationToken ct) =>
        accountIds.Length == 0 ? [] : [.. (await accounts.FindContactsAsync(accountIds, ct)).Keys];
}

/// <summary>A store credit that may have to be made.</summary>
/// <param name="SealedCode">The code of a gift card, encrypted.</param>
internal sealed record PlannedCredit(long Id, GiftCardCode Code, string SealedCode);
