using PetShop.Api.Core.Database;
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
    /// <param name="step">
    /// Of the request's units of work, the one that records the answer; null for a worker, whose queue notes that the
    /// call is made.
    /// </param>
    /// <param name="ct">Must not be that of a client, who may hang up while the provider works.</param>
    public async Task<CallResult> MakeAsync(string? step, Guid id, CancellationToken ct)
    {
        var planned = await calls.FindAsync(id, ct) ?? throw new InvalidOperationException($"There is no call {id}.");
        var answer = planned.Call.State == PaymentCallState.Open ? await provider.AskAsync(planned, ct) : null;
        return await work.CommitAsync(step ?? "", async () =>
        {
            var order = await orders.LockAsync(planned.Call.OrderId, ct)
                ?? throw new InvalidOperationException($"There is no order {planned.Call.OrderId}.");
            var payment = await books.LoadAsync(order.Id, planned.Call.PaymentNumber, ct);
            var call = await calls.LoadAsync(id, ct);
            if (call.State == PaymentCallState.Open && answer is not null)
                await RecordAsync(order, payment, call, answer, ct);
            if (step is not null && call.State != PaymentCallState.Open)
                planner.Complete(call.Id);
            return new CallResult(PaymentResponse.From(payment), call.State == PaymentCallState.Open,
                (answer as ProviderAnswer.Refused)?.Message, order.UserId);
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
                call.Refuse($"{refused.Code}: {refused.Message}", now);
                await RefuseAsync(order, payment, call, refused, ct);
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
                $"{refused.Code}: {refused.Message}");
    }
}

/// <summary>What a call made of a payment.</summary>
/// <param name="IsOpen">Whether the provider's answer is still not known.</param>
/// <param name="Refusal">Why the provider refused it; null if it did not.</param>
/// <param name="UserId">Whose order it is; null for a guest's.</param>
internal sealed record CallResult(PaymentResponse Payment, bool IsOpen, string? Refusal, long? UserId)
    : IIdempotentResult
{
    long IIdempotentResult.OwnerId => new OrderOwner(Payment.OrderId, UserId).DataOwner;
}
