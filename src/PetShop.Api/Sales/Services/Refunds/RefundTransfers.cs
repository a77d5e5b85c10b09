using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Planning;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>
/// Sends refunds back to the payments of their order, the last payment first. Joins the caller's unit of work, which
/// must hold the order's lock; a worker asks the provider after the commit.
/// </summary>
internal sealed class RefundTransfers(PaymentRepository payments, PaymentPlanner planner, TimeProvider clock)
{
    /// <exception cref="Core.Errors.ShopException">409: too little is left of the payments, or a dispute holds it.
    /// </exception>
    public async Task SendAsync(Actor actor, Refund refund, CancellationToken ct)
    {
        var all = await payments.LoadAsync(refund.OrderId, ct);
        var left = refund.Amount;
        foreach (var payment in all.Where(payment => payment.Refundable > 0).Reverse())
        {
            var part = Math.Min(left, payment.Refundable);
            if (part == 0)
                break;
            Send(actor, refund, payment, part);
            left -= part;
        }
        if (left > 0)
            throw all.Exists(payment => payment.Dispute == DisputeStatus.Open)
                ? RefundProblems.IsDisputed(refund.OrderId)
                : SalesProblems.ExceedsPayment(refund.Amount - left, refund.Currency);
    }

    /// <summary>Sends a part of a refund again, after its transfer failed.</summary>
    public void SendAgain(Actor actor, Refund refund, RefundTransfer failed, Payment payment) =>
        Send(actor, refund, payment, failed.Amount);

    /// <summary>The money has moved already, without the shop.</summary>
    /// <param name="reference">The provider's id of the refund; null for a lost dispute.</param>
    public void Note(Refund refund, Payment payment, string? reference)
    {
        refund.Add(RefundTransfer.Of(
            refund, 1, payment.Number, refund.Amount, RefundTransferStatus.Succeeded, reference));
        payment.PayBack(refund.Amount, clock.GetStoredNow());
    }

    private void Send(Actor actor, Refund refund, Payment payment, decimal amount)
    {
        // Without a provider, an admin who refunds pays the money back; for anybody else's refund, an admin still has
        // to.
        var isOffline = payment.Provider == OfflineProvider.ProviderName;
        var transfer = RefundTransfer.Of(refund, refund.Transfers.Count + 1, payment.Number, amount,
            isOffline && actor.IsAdmin ? RefundTransferStatus.Succeeded : RefundTransferStatus.Pending);
        refund.Add(transfer);
        payment.PayBack(amount, clock.GetStoredNow());
        if (!isOffline)
            planner.Plan(payment, PaymentCallKind.Refund,
                new(amount, Transfer: (transfer.RefundNumber, transfer.Number)));
    }
}
