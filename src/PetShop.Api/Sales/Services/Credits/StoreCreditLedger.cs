using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories.Credits;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>
/// The one place that changes balances of store credits, always with a movement. Joins the caller's unit of work, which
/// must hold the lock of the order that it is about. Locks are taken in the order: account, order, store credits by id.
/// </summary>
internal sealed class StoreCreditLedger(StoreCreditRepository credits, TimeProvider clock)
{
    /// <summary>Adds a credit and what it is worth.</summary>
    /// <param name="credit">Not yet stored.</param>
    /// <exception cref="ShopException">As for <see cref="AddAsync"/>.</exception>
    public async Task<StoreCredit> OpenAsync(
        Actor actor, StoreCredit credit, decimal amount, string? note, CancellationToken ct)
    {
        var opened = await AddAsync(credit, ct);
        opened.Move(amount, new(StoreCreditMovementKind.Issued, actor.AccountId) { Note = note },
            clock.GetStoredNow());
        return opened;
    }

    /// <summary>Adds the credit of a gift card that was bought.</summary>
    public async Task OpenAsync(Actor actor, PlannedCredit planned, BoughtGiftCard bought, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var credit = StoreCredit.OfCode(planned.Id, planned.Code, bought.Currency, expiresAt: null, now);
        await credits.AddAsync(credit, ct);
        credit.Move(bought.Amount, new(StoreCreditMovementKind.Issued, actor.AccountId) { OrderId = bought.OrderId },
            now);
        bought.BecomeCredit(credit.Id, now);
    }

    /// <summary>Takes back what a gift card is worth, because its price is refunded.</summary>
    /// <param name="credit">Locked; it must have the amount.</param>
    public void TakeBack(Actor actor, StoreCredit credit, BoughtGiftCard bought, int refundNumber) => credit.Move(
        -bought.Amount, new(StoreCreditMovementKind.TakenBack, actor.AccountId)
        {
            OrderId = bought.OrderId,
            RefundNumber = refundNumber,
        }, clock.GetStoredNow());

    /// <summary>
    /// Adds a credit without a balance. An account has one credit in a currency that does not expire: if it exists, it
    /// is locked and returned.
    /// </summary>
    /// <param name="credit">Not yet stored.</param>
    /// <exception cref="ShopException">409: it exists and is blocked.</exception>
    public async Task<StoreCredit> AddAsync(StoreCredit credit, CancellationToken ct)
    {
        if (credit is not { Kind: StoreCreditKind.Account, ExpiresAt: null })
        {
            await credits.AddAsync(credit, ct);
            return credit;
        }
        var lasting = await credits.LockLastingAsync(credit, ct);
        return lasting.DisabledAt is null ? lasting : throw CreditProblems.IsBlocked(lasting);
    }

    /// <summary>An admin corrects a balance.</summary>
    /// <param name="credit">Locked.</param>
    /// <param name="amount">Signed; the balance must not fall below 0.</param>
    public void Adjust(Actor actor, StoreCredit credit, decimal amount, string note) => credit.Move(
        amount, new(StoreCreditMovementKind.Adjusted, actor.AccountId) { Note = note }, clock.GetStoredNow());

    /// <summary>A payment takes its amount.</summary>
    /// <param name="credit">Locked; it must have the amount.</param>
    public void Redeem(Actor actor, StoreCredit credit, Payment payment) => credit.Move(
        -payment.Amount, new(StoreCreditMovementKind.Redeemed, actor.AccountId)
        {
            OrderId = payment.OrderId,
            PaymentNumber = payment.Number,
        }, clock.GetStoredNow());

    /// <summary>A transfer of a refund arrives, also if the credit is disabled.</summary>
    /// <param name="credit">Locked.</param>
    public void Receive(Actor actor, StoreCredit credit, RefundTransfer transfer) => credit.Move(
        transfer.Amount, new(StoreCreditMovementKind.Refunded, actor.AccountId)
        {
            OrderId = transfer.OrderId,
            RefundNumber = transfer.RefundNumber,
            TransferNumber = transfer.Number,
        }, clock.GetStoredNow());

    /// <summary>The credits that paid, locked in the order of their ids.</summary>
    public async Task<Dictionary<long, StoreCredit>> LockAsync(
        IEnumerable<Payment> payments, CancellationToken ct)
    {
        var ids = payments.Select(payment => payment.StoreCreditId).OfType<long>().Distinct().ToArray();
        return ids.Length == 0 ? [] : await credits.LockAsync(ids, ct);
    }
}
