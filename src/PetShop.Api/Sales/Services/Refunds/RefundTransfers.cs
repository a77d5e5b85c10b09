using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Credits;
using PetShop.Api.Sales.Services.Payments.Planning;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Payments.Providers.Local;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>
/// Sends refunds back to the payments of their order, the last payment first, but those with a lost dispute last. Joins
/// the caller's unit of work, which must hold the order's lock; a worker asks the provider after the commit. What store
/// credit has paid, or what goes to store credit, arrives at once; if nobody could use that credit any more, the
/// transfer waits for an admin.
/// </summary>
internal sealed class RefundTransfers(
    PaymentRepository payments, RefundTransferRepository transfers, PaymentPlanner planner, StoreCreditLedger credits,
    RefundCredits usable, PaymentProviders providers, TimeProvider clock)
{
    /// <param name="to">A locked store credit that gets the money; null if it goes back the way it came.</param>
    /// <exception cref="Core.Errors.ShopException">409: too little is left of the payments, or a dispute holds it.
    /// </exception>
    public async Task SendAsync(
        Actor actor, Refund refund, OrderOwner owner, StoreCredit? to, CancellationToken ct)
    {
        var sendable = await ListSendableAsync(refund.OrderId, ct);
        var all = sendable.ConvertAll(of => of.Payment);
        var paid = to is null ? await usable.LockUsableAsync(all, ct) : [];
        var left = refund.Amount;
        // A provider may refuse to refund the rest of a payment after a lost dispute.
        foreach (var (payment, most) in sendable.AsEnumerable().Reverse()
            .OrderBy(of => of.Payment.Dispute == DisputeStatus.Lost))
        {
            var part = Math.Min(left, most);
            if (part <= 0)
                continue;
            if ((to ?? paid.GetValueOrDefault(payment.StoreCreditId ?? 0)) is { } credit)
                Send(actor, refund, payment, part, credit);
            else
                Send(actor, owner, refund, payment, part);
            left -= part;
        }
        if (left > 0)
            throw all.Exists(payment => payment.Dispute == DisputeStatus.Open)
                ? RefundProblems.IsDisputed(refund.OrderId)
                : SalesProblems.ExceedsPayment(refund.Amount - left, refund.Currency);
    }

    /// <summary>What <see cref="SendAsync"/> can send at most.</summary>
    public async Task<decimal> FindSendableAsync(long orderId, CancellationToken ct) =>
        (await ListSendableAsync(orderId, ct)).Sum(of => of.Most);

    /// <summary>Sends a part of a refund again, after its transfer failed.</summary>
    /// <exception cref="Core.Errors.ShopException">As for <see cref="SendAsync"/>.</exception>
    public void SendAgain(Actor actor, OrderOwner owner, Refund refund, RefundTransfer failed, Payment payment)
    {
        RequireLeft(failed, payment);
        failed.Replace();
        Send(actor, owner, refund, payment, failed.Amount);
    }

    /// <summary>The money of a failed transfer has gone back without the provider.</summary>
    /// <exception cref="Core.Errors.ShopException">As for <see cref="SendAsync"/>.</exception>
    public void Replace(Refund refund, RefundTransfer failed, Payment payment)
    {
        RequireLeft(failed, payment);
        Replace(refund, failed, payment, failed.Amount, moved: null);
    }

    /// <summary>
    /// The provider has sent the money of a failed transfer, or a part of it: the rest waits on for an admin.
    /// </summary>
    /// <param name="most">What is left of the money: it may be more or less than the transfer's.</param>
    /// <returns>How much of that was this transfer's.</returns>
    public decimal Cover(Refund refund, RefundTransfer failed, Payment payment, decimal most, MovedMoney moved)
    {
        var amount = Math.Min(Math.Min(most, failed.Amount), payment.CapturedAmount - payment.RefundedAmount);
        if (amount <= 0)
            return 0;
        Replace(refund, failed, payment, amount, moved);
        if (amount < failed.Amount)
            refund.Add(failed.Rest(refund, refund.Transfers.Count + 1, amount, clock.GetStoredNow()));
        return amount;
    }

    /// <summary>The money has moved already, without the shop.</summary>
    public void Note(Refund refund, Payment payment, MovedMoney moved)
    {
        refund.Add(RefundTransfer.Of(
            refund, 1, payment.Number, refund.Amount, moved.Status, moved.NextName()));
        payment.PayBack(refund.Amount, clock.GetStoredNow());
    }

    private void Replace(Refund refund, RefundTransfer failed, Payment payment, decimal amount, MovedMoney? moved)
    {
        failed.Replace();
        refund.Add(RefundTransfer.Of(refund, refund.Transfers.Count + 1, payment.Number, amount,
            moved?.Status ?? RefundTransferStatus.Succeeded, moved?.NextName()));
        payment.PayBack(amount, clock.GetStoredNow());
    }

    private async Task<List<(Payment Payment, decimal Most)>> ListSendableAsync(long orderId, CancellationToken ct)
    {
        // What a failed transfer should have moved belongs to its own refund, until an admin decides.
        var held = await transfers.SumFailedAsync(orderId, ct);
        return (await payments.LoadAsync(orderId, ct)).ConvertAll(payment =>
            (payment, Math.Max(0, payment.Refundable - held.GetValueOrDefault(payment.Number))));
    }

    private void Send(Actor actor, Refund refund, Payment payment, decimal amount, StoreCredit credit)
    {
        var transfer = RefundTransfer.ToCredit(
            refund, refund.Transfers.Count + 1, payment.Number, amount, credit.Id);
        refund.Add(transfer);
        payment.PayBack(amount, clock.GetStoredNow());
        credits.Receive(actor, credit, transfer);
    }

    private void Send(Actor actor, OrderOwner owner, Refund refund, Payment payment, decimal amount)
    {
        // Of a payment that was recorded, an admin who refunds pays the money back; for anybody else's refund, an admin
        // still has to, and for the refund of an admin's own order another one.
        var isPaidBack = payment.Provider == OfflineProvider.ProviderName && actor.IsAdmin && !actor.Owns(owner);
        var transfer = RefundTransfer.Of(refund, refund.Transfers.Count + 1, payment.Number, amount,
            isPaidBack ? RefundTransferStatus.Succeeded : RefundTransferStatus.Pending);
        refund.Add(transfer);
        payment.PayBack(amount, clock.GetStoredNow());
        if (!providers.Of(payment.Provider).IsLocal)
            planner.Plan(payment, PaymentCallKind.Refund,
                new(amount, Transfer: (transfer.RefundNumber, transfer.Number)));
    }

    private static void RequireLeft(RefundTransfer failed, Payment payment)
    {
        if (payment.Dispute == DisputeStatus.Open)
            throw RefundProblems.IsDisputed(payment.OrderId);
        if (payment.Refundable < failed.Amount)
            throw SalesProblems.ExceedsPayment(payment.Refundable, payment.Currency);
    }
}
