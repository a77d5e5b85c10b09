using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Planning;

namespace PetShop.Api.Sales.Services.Payments.Calls;

/// <summary>
/// Makes recorded calls, and records their answers under the order's lock. A call may be made twice at once, by a
/// request and by a worker: both use one idempotency key, and the answer is recorded once.
/// </summary>
internal sealed class PaymentCalls(
    IUnitOfWork work, ProviderCaller provider, PaymentCallRepository calls, OrderRepository orders,
    PaymentBooks books, PaymentPlanner planner, TimeProvider clock)
{
    /// <summary>Makes a call that this request has planned.</summary>
    /// <param name="step">Of the request's units of work, the one that records the answer.</param>
    /// <param name="isOwn">Whether this request planned it, and not an earlier one with the same Idempotency-Key, which
    /// may be making it at this moment.</param>
    /// <exception cref="ShopException">409: the earlier request may still be making it.</exception>
    public async Task<CallResult> MakeAsync(string step, Guid id, bool isOwn)
    {
        var planned = await FindAsync(id, CancellationToken.None);
        if (!isOwn && planned.Call is { State: PaymentCallState.Open, Attempts: 0 }
            && clock.GetUtcNow() - planned.Call.StartedAt < PaymentPlanner.LeftToTheRequest)
            throw new ShopException(
                ProblemTypes.KeyInProgress, "Send the same request again in a few seconds to get its result.")
            {
                RetryAfter = TimeSpan.FromSeconds(2),
            };
        // The client cannot cancel it: the provider may have moved the money.
        var result = await MakeAsync(step, planned, CancellationToken.None);
        // What was kept for the repetition of a request may have been decided since.
        return result.IsOpen && planned.Call.State != PaymentCallState.Open
            ? new(PaymentResponse.From(planned.Payment), IsOpen: false, planned.Call.Error, result.UserId) : result;
    }

    /// <summary>Makes a call for a worker, whose queue notes that it is made.</summary>
    public async Task<CallResult> MakeAsync(Guid id, CancellationToken ct) =>
        await MakeAsync(step: null, await FindAsync(id, ct), ct);

    private async Task<PlannedCall> FindAsync(Guid id, CancellationToken ct) =>
        await calls.FindAsync(id, ct) ?? throw new InvalidOperationException($"There is no call {id}.");

    private async Task<CallResult> MakeAsync(string? step, PlannedCall planned, CancellationToken ct)
    {
        var (id, orderId) = (planned.Call.Id, planned.Call.OrderId);
        var isWanted = await orders.FindProgressAsync(orderId, ct) is { Status: not OrderStatus.Cancelled };
        var answer =
            planned.Call.State == PaymentCallState.Open ? await provider.AskAsync(planned, isWanted, ct) : null;
        return await work.CommitAsync(step ?? "", async () =>
        {
            var order = await orders.LockAsync(orderId, ct)
                ?? throw new InvalidOperationException($"There is no order {orderId}.");
            var payment = await books.LoadAsync(order.Id, planned.Call.PaymentNumber, ct);
            var call = await calls.LoadAsync(id, ct);
            if (call.State == PaymentCallState.Open && answer is not null)
                await RecordAsync(order, payment, call, answer, ct);
            if (step is not null && call.State != PaymentCallState.Open)
                planner.Complete(call.Id);
            return new CallResult(PaymentResponse.From(payment), call.State == PaymentCallState.Open,
                call.State == PaymentCallState.Refused ? call.Error : null, order.UserId);
        }, ct);
    }

    private async Task RecordAsync(
        Order order, Payment payment, PaymentCall call, ProviderAnswer answer, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        switch (answer)
        {
            case ProviderAnswer.Payment paid:
                call.Finish(now);
                books.Recorder.Record(Actor.Shop, order, payment, paid.State);
                break;
            case ProviderAnswer.Refund refund:
                call.Finish(now);
                books.Recorder.Record(payment, await books.FindTransferAsync(call, ct), refund.State);
                break;
            case ProviderAnswer.Refused refused:
                call.Refuse($"{refused.Code}: {refused.Detail}", now);
                await RefuseAsync(order, payment, call, refused, ct);
                // Otherwise the order would give the payment up again at once, and be refused again.
                if (call.Kind == PaymentCallKind.Cancel && payment.CapturedAmount == 0)
                    return;
                break;
            case ProviderAnswer.Unknown unknown:
                call.Miss(unknown.Message, unknown.IsAnswered);
                return;
        }
        await books.Settlement.SettleAsync(Actor.Shop, order, ct);
    }

    private async Task RefuseAsync(
        Order order, Payment payment, PaymentCall call, ProviderAnswer.Refused refused, CancellationToken ct)
    {
        if (refused.Truth is { } truth)
            books.Recorder.Record(Actor.Shop, order, payment, truth);
        if (call.Kind == PaymentCallKind.Start)
            books.Recorder.Fail(order, payment, refused.Code, refused.Message);
        else if (call.Kind == PaymentCallKind.Refund)
            books.Recorder.Finish(payment, await books.FindTransferAsync(call, ct), RefundTransferStatus.Failed,
                $"{refused.Code}: {refused.Detail}");
    }
}

/// <summary>What a call made of a payment.</summary>
/// <param name="IsOpen">Whether the provider's answer is still not known.</param>
/// <param name="Refusal">Why the provider refused it, in its own words, for admins; null if it did not.</param>
/// <param name="UserId">Whose order it is; null for a guest's.</param>
internal sealed record CallResult(PaymentResponse Payment, bool IsOpen, string? Refusal, long? UserId)
    : IIdempotentResult
{
    long IIdempotentResult.OwnerId => new OrderOwner(Payment.OrderId, UserId).DataOwner;
}
