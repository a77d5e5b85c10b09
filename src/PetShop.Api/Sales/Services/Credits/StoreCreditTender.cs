using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Credits;
using PetShop.Api.Sales.Services.Promotions.Guesses;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>The store credit with which a customer wants to pay.</summary>
internal sealed class StoreCreditTender(
    StoreCreditRepository credits, GiftCardRepository bought, StoreCreditLedger ledger, CodeGuesses guesses,
    TimeProvider clock)
{
    /// <summary>Call it before codes are read, so that the refusal says nothing about them.</summary>
    /// <exception cref="ShopException">429: too many codes that do not exist were tried.</exception>
    public void RequireGuessesLeft(Actor actor) => guesses.RequireLeft(actor);

    /// <summary>The gift card with this code, if it can be used, and what can be spent of it.</summary>
    /// <exception cref="ShopException">409: it cannot. 429: too many codes that do not exist were tried.</exception>
    public async Task<UsableCredit> FindCardAsync(Actor actor, string code, CancellationToken ct)
    {
        guesses.RequireLeft(actor);
        var found = GiftCardCode.Of(code) is { } read ? await credits.FindAsync(read, ct) : null;
        return await RequireUsableAsync(
            actor, found, found is null ? null : await bought.FindOrderAsync(found.Id, ct), ct);
    }

    /// <summary>
    /// Locks what pays for the order, and says what can be spent of it. The order's lock must be held.
    /// </summary>
    /// <param name="code">The code of a gift card; null for the credit of the order's account.</param>
    /// <param name="creditId">The credit of the order's account; null with a code.</param>
    /// <exception cref="ShopException">400: the order's account has no such credit. 409: it cannot be used, is in
    /// another currency than the order, or gift cards are bought.</exception>
    public async Task<UsableCredit> LockAsync(
        Actor actor, Order order, string? code, long? creditId, CancellationToken ct)
    {
        if (order.HoldsGiftCards)
            throw CreditProblems.NeedMoney();
        var usable = code is not null ? await LockCardAsync(actor, code, ct)
            : await LockOwnAsync(actor, order, creditId!.Value, ct);
        return usable.Credit.Currency == order.Currency
            ? usable : throw CreditProblems.IsOtherCurrency(usable.Credit, order.Currency);
    }

    /// <summary>What of it pays.</summary>
    /// <param name="wanted">Null for as much as possible.</param>
    /// <param name="due">More than 0.</param>
    /// <exception cref="ShopException">409: it has less than is wanted.</exception>
    public static decimal AmountOf(UsableCredit usable, decimal? wanted, decimal due) =>
        wanted is not { } amount ? Math.Min(usable.Amount, due)
        : amount <= usable.Amount ? amount : throw CreditProblems.IsTooLow(usable.Credit, usable.Amount);

    /// <inheritdoc cref="StoreCreditLedger.Redeem"/>
    public void Redeem(Actor actor, StoreCredit credit, Payment payment) => ledger.Redeem(actor, credit, payment);

    /// <summary>All gift cards of one order are locked, because they can be spent only together.</summary>
    private async Task<UsableCredit> LockCardAsync(Actor actor, string code, CancellationToken ct)
    {
        var read = GiftCardCode.Of(code);
        if (read is null || await credits.FindIdAsync(read, ct) is not { } id)
            return await RequireUsableAsync(actor, card: null, boughtWith: null, ct);
        var order = await bought.FindOrderAsync(id, ct);
        var locked = await credits.LockAsync(
            order is { } orderId ? await bought.ListCreditsAsync(orderId, ct) : [id], ct);
        // Its code may have been replaced before it was locked.
        return await RequireUsableAsync(
            actor, locked.GetValueOrDefault(id) is { } card && card.Has(read) ? card : null, order, ct);
    }

    private async Task<UsableCredit> LockOwnAsync(Actor actor, Order order, long id, CancellationToken ct)
    {
        var credit = actor.Owns(order.Owner) && order.UserId is { } userId
            && await credits.FindOwnerAsync(id, ct) is { UserId: { } owner } && owner == userId
            ? await credits.LockAsync(id, ct) : null;
        if (credit is null)
            throw ShopException.Invalid("store_credit_id", $"Your account has no store credit {id}.");
        return credit.Balance > 0 && credit.IsUsable(clock.GetUtcNow())
            ? new(credit, credit.Balance) : throw CreditProblems.IsUnusable(credit);
    }

    /// <param name="boughtWith">The order with which it was bought: only what the shop has the money for can be
    /// spent.</param>
    private async Task<UsableCredit> RequireUsableAsync(
        Actor actor, StoreCredit? card, long? boughtWith, CancellationToken ct)
    {
        if (card is null)
            guesses.Count(actor, 1);
        return card is { Balance: > 0 } && card.IsUsable(clock.GetUtcNow())
            && (boughtWith is { } order ? Math.Min(card.Balance, await bought.FindRoomAsync(order, ct)) : card.Balance)
                is var amount and > 0
            ? new(card, amount) : throw CreditProblems.IsUnusableCard();
    }
}

/// <summary>A store credit that can be used.</summary>
/// <param name="Amount">What can be spent of it, more than 0 and at most its balance.</param>
internal sealed record UsableCredit(StoreCredit Credit, decimal Amount);
