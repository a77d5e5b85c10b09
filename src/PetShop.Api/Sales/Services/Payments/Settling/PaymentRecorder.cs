using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Services.Payments.Settling;

/// <summary>
/// Records what a provider says about a payment. Joins the caller's unit of work, which must hold the order's lock.
/// </summary>
internal sealed partial class PaymentRecorder(
    RefundTransferRepository transfers, RefundTransfers sending, RefundLedger refunds, OrderBalances balances,
    OrderTimeline timeline, TimeProvider clock, ILogger<PaymentRecorder> logger)
{
    private static readonly TimeSpan FirstCheck = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>The payment itself.</summary>
    /// <param name="actor">
    /// Who says so: an admin, a customer who pays with store credit, or the shop if a provider does.
    /// </param>
    public void Record(Actor actor, Order order, Payment payment, ProviderState state)
    {
        var before = payment.Status;
        payment.Follow(state, clock.GetStoredNow());
        Report(actor, order, payment, before);
        // A comparison that is due is not called off.
        if (payment.NextCheckAt is not { } next || next > clock.GetStoredNow())
            Watch(payment, hasPendingRefunds: payment.NextCheckAt is not null && payment.RefundedAmount > 0);
    }

    /// <summary>The provider refused to begin the payment.</summary>
    public void Fail(Order order, Payment payment, string code, string message)
    {
        var before = payment.Status;
        payment.Fail(code, message, clock.GetStoredNow());
        Report(Actor.Shop, order, payment, before);
        Watch(payment, hasPendingRefunds: false);
    }

    /// <summary>The payment with its refunds and its dispute.</summary>
    public async Task RecordAsync(Order order, Payment payment, ProviderDetails details, CancellationToken ct)
    {
        var before = payment.Status;
        payment.Follow(details.State, clock.GetStoredNow());
        var known = await transfers.LoadAsync(order.Id, payment.Number, ct);
        foreach (var refund in details.Refunds)
        {
            foreach (var transfer in known.Where(transfer => transfer.IsOf(refund.Reference)))
                Record(payment, transfer, refund);
        }
        await transfers.FlushAsync(ct);         // what has failed now is looked for below
        foreach (var refund in details.Refunds.Where(
            refund => refund.CallId is null && refund.Status != RefundTransferStatus.Failed))
            await NoteAsync(order, payment,
                new(refund.Reference, refund.Amount, RefundReason.MadeAtProvider, refund.Status, known), ct);
        await NoteAsync(order, payment, new(DisputeReference(payment), details.LostAmount,
            RefundReason.DisputeLost, RefundTransferStatus.Succeeded, known), ct);
        Report(Actor.Shop, order, payment, before);
        Watch(payment, known.Exists(transfer => transfer.Status == RefundTransferStatus.Pending)
            || details.Refunds.Any(refund => refund.Status == RefundTransferStatus.Pending));
    }

    /// <summary>A refund is under way or done.</summary>
    public void Record(Payment payment, RefundTransfer transfer, ProviderRefund refund)
    {
        if (transfer.Reference is null)
        {
            transfer.Identify(refund.Reference);
            payment.OutdateAnswers(clock.GetStoredNow());
        }
        if (refund.Status == RefundTransferStatus.Pending)
            Watch(payment, hasPendingRefunds: true);
        if (transfer.Status == refund.Status || transfer.Status == RefundTransferStatus.Failed)
            return;
        Finish(payment, transfer, refund.Status, refund.Failure);
    }

    /// <summary>The money of a refund has moved, or did not.</summary>
    public void Finish(Payment payment, RefundTransfer transfer, RefundTransferStatus status, string? failure)
    {
        var now = clock.GetStoredNow();
        transfer.Finish(status, failure, now);
        if (status == RefundTransferStatus.Failed)
        {
            payment.TakeBack(transfer.Amount, now);
            // The money may have gone back in another way, such as by a dispute.
            payment.CheckAt(payment.Reference is null ? null : now);
            LogRefundFailed(transfer.OrderId, transfer.RefundNumber, failure);
        }
        else
            payment.OutdateAnswers(now);
    }

    /// <summary>
    /// Money has gone back that the shop did not send. It stands for failed transfers that it covers as a whole, then
    /// for money that was not refunded, then for a part of a failed transfer. A part that cannot be booked yet, because
    /// a refund that will fail still holds it, is booked when that has failed.
    /// </summary>
    private async Task NoteAsync(Order order, Payment payment, MovedMoney moved, CancellationToken ct)
    {
        var rest = moved.Amount - moved.Booked;
        if (rest < 0)
            LogCameBack(order.Id, payment.Number, -rest);
        if (rest <= 0)
            return;
        var failed = await transfers.LoadFailedAsync(order.Id, payment.Number, ct);
        foreach (var (refund, transfer) in failed.OrderByDescending(waiting => waiting.Transfer.Amount == rest)
            .Where(waiting => waiting.Transfer.Amount <= rest))
            rest -= sending.Cover(refund, transfer, payment, transfer.Amount, moved);
        var left = failed.FindAll(waiting => !waiting.Transfer.IsReplaced);
        var free = Math.Min(rest, payment.CapturedAmount - payment.RefundedAmount
            - left.Sum(waiting => waiting.Transfer.Amount));
        if (free > 0)
        {
            // What nobody owes goes back first: the rest of the money still pays the invoice.
            var notOwed = Math.Min(free, (await balances.ReadAsync(order, ct)).Surplus);
            await refunds.NoteAsync(order, payment, free, notOwed, moved, ct);
            rest -= free;
        }
        foreach (var (refund, transfer) in left)
            rest -= sending.Cover(refund, transfer, payment, rest, moved);
        if (rest > 0)
            LogMoreIsGone(order.Id, payment.Number, moved.Amount, rest);
    }

    private void Report(Actor actor, Order order, Payment payment, PaymentStatus before)
    {
        if (payment.Status != before)
            timeline.StatusChanged(actor, order, payment, before);
    }

    /// <summary>
    /// Messages of the provider can be lost, so it is asked from time to time: less often, the older the payment is.
    /// </summary>
    private void Watch(Payment payment, bool hasPendingRefunds)
    {
        var now = clock.GetStoredNow();
        var pause = (now - payment.CreatedAt) / 10;
        var isDecided = !hasPendingRefunds && payment.Status is not (PaymentStatus.RequiresPayment
            or PaymentStatus.RequiresAction or PaymentStatus.Processing or PaymentStatus.Authorised
            or PaymentStatus.Disputed);
        payment.CheckAt(isDecided || payment.Reference is null ? null
            : now + (pause < FirstCheck ? FirstCheck : pause > LongestPause ? LongestPause : pause));
    }

    private static string DisputeReference(Payment payment) => "dispute of " + payment.Reference;

    [LoggerMessage(LogLevel.Error, "Refund {Number} of order {OrderId} failed: {Failure}")]
    private partial void LogRefundFailed(long orderId, int number, string? failure);

    [LoggerMessage(LogLevel.Error, "Payment {Number} of order {OrderId} got {Amount} back that is booked as lost, such "
        + "as by an appeal: correct it by hand")]
    private partial void LogCameBack(long orderId, int number, decimal amount);

    [LoggerMessage(LogLevel.Error, "Of payment {Number} of order {OrderId}, {Amount} has gone back at the provider, "
        + "of which {Rest} is not booked")]
    private partial void LogMoreIsGone(long orderId, int number, decimal amount, decimal rest);
}
