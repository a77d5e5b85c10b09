using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.Api.Sales.Services.Payments.Planning;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Payments;

/// <summary>Captures and cancels payments.</summary>
public interface IPaymentDecisionService
{
    /// <summary>Captures an authorised payment, or a part of it.</summary>
    /// <exception cref="ShopException">400: more than was authorised, or decimals that the currency does not have. 403:
    /// the caller's own order. 404. 409: it is not authorised, more than is due would be captured, or the provider
    /// refuses. 412. 503: the provider has not answered.</exception>
    Task<PaymentResponse> CaptureAsync(
        Actor actor, long orderId, int number, CapturePaymentRequest? request, ExpectedVersion ifMatch,
        CancellationToken ct);

    /// <summary>Gives up a payment of which nothing was captured.</summary>
    /// <exception cref="ShopException">403: another user's order, or it is authorised and the caller is no admin. 404.
    /// 409: it was captured, or the provider is working on it. 412. 503: the provider has not answered.</exception>
    Task<PaymentResponse> CancelAsync(
        Actor actor, long orderId, int number, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class PaymentDecisionService(
    IUnitOfWork work, OrderRepository orders, PaymentRepository payments, PaymentCallRepository calls,
    OrderBalances balances, PaymentPlanner planner, PaymentCalls caller) : IPaymentDecisionService
{
    public Task<PaymentResponse> CaptureAsync(
        Actor actor, long orderId, int number, CapturePaymentRequest? request, ExpectedVersion ifMatch,
        CancellationToken ct) => DecideAsync(actor, new(orderId, number), ifMatch, (order, due, payment) =>
        {
            actor.EnsureNotOwnOrder(order.UserId);
            if (payment.Status != PaymentStatus.Authorised)
                throw PaymentProblems.IsNotAuthorised(payment);
            var amount = request?.Amount ?? Math.Min(payment.Amount, due);
            SalesProblems.RequireDecimals(order, amount);
            if (amount > payment.Amount)
                throw ShopException.Invalid("amount", "Give at most the amount that was authorised.");
            if (due <= 0)
                throw PaymentProblems.NothingIsDue(order);
            if (amount > due)
                throw PaymentProblems.ExceedsDue(due, order.Currency);
            return (PaymentCallKind.Capture, new PaymentCallData(amount));
        }, ct);

    public Task<PaymentResponse> CancelAsync(
        Actor actor, long orderId, int number, ExpectedVersion ifMatch, CancellationToken ct) =>
        DecideAsync(actor, new(orderId, number), ifMatch, (_, _, payment) =>
        {
            if (payment.Status == PaymentStatus.Authorised && !actor.IsAdmin)
                throw PaymentProblems.OnlyAdminsCancel();
            if (payment.Status != PaymentStatus.Authorised && !PaymentTransitions.IsOpen(payment.Status))
                throw PaymentProblems.IsNotCancellable(payment);
            return (PaymentCallKind.Cancel, new PaymentCallData());
        }, ct);

    /// <param name="decide">Receives the order, what is due beside captures under way, and the payment.</param>
    private async Task<PaymentResponse> DecideAsync(
        Actor actor, PaymentTarget place, ExpectedVersion ifMatch,
        Func<Order, decimal, Payment, (PaymentCallKind, PaymentCallData)> decide, CancellationToken ct)
    {
        Guid? own = null;
        var opened = await work.CommitAsync("decide", async () =>
        {
            var order = await orders.LockAsync(place.OrderId, ct) ?? throw SalesProblems.HasNoOrder(place.OrderId);
            actor.EnsureMaySee(order.Owner);
            var all = await payments.LoadAsync(order.Id, ct);
            var payment = all.Find(found => found.Number == place.Number)
                ?? throw PaymentProblems.HasNone(place.OrderId, place.Number);
            ifMatch.Require(payment.Version);
            if ((await calls.ListBusyAsync(order.Id, ct)).Contains(payment.Number)
                || payment.Status == PaymentStatus.Processing)
                throw PaymentProblems.IsUnderWay(payment.Number);
            var due = (await balances.ReadAsync(order, all, ct)).Due - await calls.SumCapturesAsync(order.Id, ct);
            var (kind, data) = decide(order, due, payment);
            own = planner.PlanHere(payment, kind, data).Id;
            return new OpenedPayment(PaymentResponse.From(payment), own, actor.Owns(order.Owner), order.UserId);
        }, ct);
        var result = await caller.MakeAsync("call", opened.CallId!.Value, isOwn: own == opened.CallId);
        if (result.IsOpen)
            throw PaymentProblems.IsNotAnswered(place.Number);
        if (result.Refusal is { } refusal)
            throw PaymentProblems.IsRefused(actor.IsAdmin ? refusal : null);
        return result.Payment.SeenBy(actor, opened.IsCustomer);
    }
}
