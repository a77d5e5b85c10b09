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
    StoreCreditRepository credits, StoreCreditLedger ledger, CodeGuesses guesses, TimeProvider clock)
{
    /// <summary>Call it before codes are read, so that the refusal says nothing about them.</summary>
    /// <exception cref="ShopException">429: too many codes that do not exist were tried.</exception>
    public void RequireGuessesLeft(Actor actor) => guesses.RequireLeft(actor);

    /// <summary>The gift card with this code, if it can be used.</summary>
    /// <exception cref="ShopException">409: it cannot. 429: too many codes that do not exist were tried.</exception>
    public async Task<StoreCredit> FindCardAsync(Actor actor, string code, CancellationToken ct)
    {
        guesses.RequireLeft(actor);
        var found = GiftCardCode.Of(code) is { } read ? await credits.FindAsync(read, ct) : null;
        return RequireUsable(actor, found);
    }

    /// <summary>Locks what pays for the order. The order's lock must be held.</summary>
    /// <param name="code">The code of a gift card; null for the credit of the order's account.</param>
    /// <param name="creditId">The credit of the order's account; null with a code.</param>
    /// <exception cref="ShopException">400: the order's account has no such credit. 409: it cannot be used, or is in
    /// another currency than the order.</exception>
    public async Task<StoreCredit> LockAsync(
        Actor actor, Order order, string? code, long? creditId, CancellationToken ct)
    {
        var credit = code is not null ? await LockCardAsync(actor, code, ct)
            : await LockOwnAsync(actor, order, creditId!.Value, ct);
        return credit.Currency == order.Currency
            ? credit : throw CreditProblems.IsOtherCurrency(credit, order.Currency);
    }

    /// <summary>What of it pays.</summary>
    /// <param name="wanted">Null for as much as possible.</param>
    /// <param name="due">More than 0.</param>
    /// <exception cref="ShopException">409: it has less than is wanted.</exception>
    public static decimal AmountOf(StoreCredit credit, decimal? wanted, decimal due) =>
        wanted is not { } amount ? Math.Min(credit.Balance, due)
        : amount <= credit.Balance ? amount : throw CreditProblems.IsTooLow(credit);

    /// <inheritdoc cref="StoreCreditLedger.Redeem"/>
    public void Redeem(Actor actor, StoreCredit credit, Payment payment) => ledger.Redeem(actor, credit, payment);

    private async Task<StoreCredit> LockCardAsync(Actor actor, string code, CancellationToken ct)
    {
        var read = GiftCardCode.Of(code);
        var id = read is null ? null : await credits.FindIdAsync(read, ct);
        var card = id is { } known ? await credits.LockAsync(known, ct) : null;
        // Its code may have been replaced before it was locked.
        return RequireUsable(actor, card?.Has(read!) == true ? card : null);
    }

    private async Task<StoreCredit> LockOwnAsync(Actor actor, Order order, long id, CancellationToken ct)
    {
        var credit = actor.Owns(order.Owner) && order.UserId is { } userId
            && await credits.FindOwnerAsync(id, ct) is { UserId: { } owner } && owner == userId
            ? await credits.LockAsync(id, ct) : null;
        if (credit is null)
            throw ShopException.Invalid("store_credit_id", $"Your account has no store credit {id}.");
        return credit.Balance > 0 && credit.IsUsable(clock.GetUtcNow())
            ? credit : throw CreditProblems.IsUnusable(credit);
    }

    private StoreCredit RequireUsable(Actor actor, StoreCredit? card)
    {
        if (card is null)
            guesses.Count(actor, 1);
        return card is { Balance: > 0 } && card.IsUsable(clock.GetUtcNow())
            ? card : throw CreditProblems.IsUnusableCard();
    }
}
