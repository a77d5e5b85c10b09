using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Credits;
using PetShop.Api.Sales.Services.Payments.Planning;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Payments;

/// <summary>
/// Decides under the order's lock what a new payment is for, and records it before the provider is asked. Joins the
/// caller's unit of work.
/// </summary>
internal sealed class PaymentOpening(
    PaymentRepository payments, PaymentCallRepository calls, OrderBalances balances, PaymentPlanner planner,
    PaymentReceipts receipts, StoreCreditTender tender, PaymentTries tries)
{
    /// <summary>
    /// Gives up payments that the customer has begun and not completed, if they are in the way of a new one.
    /// </summary>
    /// <exception cref="ShopException">409: nothing is due, more than is due, or another payment is in progress.
    /// </exception>
    public async Task<List<GivenUpPayment>> GiveUpAsync(
        Actor actor, Order order, StartPaymentRequest request, IPaymentProvider provider, CancellationToken ct)
    {
        var all = await payments.LoadAsync(order.Id, ct);
        tries.RequireLeft(actor, order, all);
        var due = await FindDueAsync(order, all, ct);
        var amount = AmountOf(order, request, provider, all, due, await LockCreditAsync(actor, order, request, ct));
        var open = all.FindAll(payment => PaymentTransitions.IsOpen(payment.Status));
        if (open.Count == 0 || provider.IsRecorded || amount <= due - open.Sum(payment => payment.Amount))
            return [];
        var busy = await calls.ListBusyAsync(order.Id, ct);
        if (open.Find(payment => busy.Contains(payment.Number)) is { } first)
            throw PaymentProblems.IsUnderWay(first.Number);
        return open.ConvertAll(payment => new GivenUpPayment(
            payment.Number, planner.PlanHere(payment, PaymentCallKind.Cancel, new()).Id));
    }

    /// <exception cref="ShopException">409: nothing is due, more than is due, another payment is in progress, or there
    /// were too many tries.</exception>
    public async Task<OpenedPayment> OpenAsync(
        Actor actor, Order order, StartPaymentRequest request, IPaymentProvider provider, CancellationToken ct)
    {
        var all = await payments.LoadAsync(order.Id, ct);
        var open = all.Where(payment => PaymentTransitions.IsOpen(payment.Status)).Sum(payment => payment.Amount);
        tries.RequireLeft(actor, order, all);
        var due = await FindDueAsync(order, all, ct);
        var credit = await LockCreditAsync(actor, order, request, ct);
        var amount = AmountOf(order, request, provider, all, due - (provider.IsRecorded ? 0 : open), credit);
        var payment = Payment.Start(order, all.Count + 1, new(provider.Name, request.Method!.Value, amount,
            !provider.IsLocal && request.CardId is null, request.Note, actor.AccountId)
        {
            StoreCreditId = credit?.Credit.Id,
        }, tries.Now);
        payments.Add(payment);
        if (credit is not null)
            tender.Redeem(actor, credit.Credit, payment);
        Guid? callId = null;
        if (provider.IsLocal)
            await receipts.RecordAsync(actor, order, payment, provider, ct);
        else
            callId = planner.PlanHere(
                payment, PaymentCallKind.Start, new(amount, request.CardId, request.ReturnUrl)).Id;
        return new(PaymentResponse.From(payment), callId, actor.Owns(order.Owner), order.UserId);
    }

    /// <summary>What can be paid beside the payments that are, or may still be, money of the shop.</summary>
    private async Task<decimal> FindDueAsync(Order order, List<Payment> all, CancellationToken ct) =>
        (await balances.ReadAsync(order, all, ct)).Due
        - all.Where(payment => PaymentTransitions.IsUnderWay(payment.Status)).Sum(payment => payment.Amount);

    private async Task<UsableCredit?> LockCreditAsync(
        Actor actor, Order order, StartPaymentRequest request, CancellationToken ct) =>
        request.Method != PaymentMethod.StoreCredit ? null
            : await tender.LockAsync(actor, order, request.GiftCardCode, request.StoreCreditId, ct);

    /// <summary>
    /// Of money that has arrived, any amount can be recorded: what is not owed becomes a refund. Store credit pays at
    /// most what it has.
    /// </summary>
    /// <param name="due">What can be paid: nothing if it is not above 0.</param>
    /// <param name="credit">The store credit that pays; null for any other way to pay.</param>
    private static decimal AmountOf(
        Order order, StartPaymentRequest request, IPaymentProvider provider, List<Payment> all, decimal due,
        UsableCredit? credit)
    {
        if (provider.IsRecorded && request.Amount is { } received)
            return received;
        if (due > 0 && request.Amount > due)
            throw PaymentProblems.ExceedsDue(due, order.Currency);
        if (due > 0)
            return credit is null ? request.Amount ?? due : StoreCreditTender.AmountOf(credit, request.Amount, due);
        throw order.Status != OrderStatus.Cancelled
            && all.Find(payment => PaymentTransitions.IsUnderWay(payment.Status)
                || PaymentTransitions.IsOpen(payment.Status)) is { } pending
                ? PaymentProblems.IsUnderWay(pending.Number) : PaymentProblems.NothingIsDue(order);
    }
}

/// <summary>Limits how often an order can be tried to be paid.</summary>
internal sealed class PaymentTries(IOptions<PaymentsOptions> options, TimeProvider clock)
{
    /// <summary>The time of a new try.</summary>
    public DateTimeOffset Now => clock.GetStoredNow();

    /// <exception cref="ShopException">409: there were too many tries.</exception>
    public void RequireLeft(Actor actor, Order order, List<Payment> all)
    {
        if (all.Count >= options.Value.MaxTries && !actor.IsAdmin)
            throw PaymentProblems.TooMany(order, options.Value.MaxTries);
    }
}

/// <summary>A payment that is recorded, and not begun at the provider yet.</summary>
/// <param name="CallId">The call that begins it; null if there is no provider to ask.</param>
/// <param name="IsCustomer">Whether it is the caller's own order.</param>
/// <param name="UserId">Whose order it is; null for a guest's.</param>
internal sealed record OpenedPayment(PaymentResponse Payment, Guid? CallId, bool IsCustomer, long? UserId)
    : IIdempotentResult
{
    long IIdempotentResult.OwnerId => new OrderOwner(Payment.OrderId, UserId).DataOwner;
}
