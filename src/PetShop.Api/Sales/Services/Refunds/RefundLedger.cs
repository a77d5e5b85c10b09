using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>
/// Records refunds. Joins the caller's unit of work, which must hold the order's lock: of two concurrent refunds, the
/// second sees what the first one left.
/// </summary>
internal sealed class RefundLedger(
    IUnitOfWork work, RefundRepository refunds, InvoiceRepository invoices, TimeProvider clock, SalesTelemetry events,
    OrderTimeline timeline)
{
    /// <summary>Records a refund of what is left of a paid invoice; nothing if nothing is left.</summary>
    public Task BookRestAsync(Actor actor, Invoice invoice, RefundReason reason, CancellationToken ct) =>
        BookAsync(actor, invoice, new(invoice.Refundable, reason), ct);

    /// <summary>
    /// Records the refund of a return. Records nothing if the refund is 0, or if the whole invoice was refunded
    /// meanwhile, which included the return's amount.
    /// </summary>
    /// <exception cref="ShopException">409: the order is not paid, or the refund exceeds what is left of the
    /// payment.</exception>
    public async Task BookReturnAsync(Actor actor, Order order, Return request, CancellationToken ct)
    {
        if (request.TotalRefund == 0)
            return;
        var invoice = order.ValidInvoiceId is { } id ? await invoices.LockAsync(id, ct) : null;
        if (invoice is { Status: InvoiceStatus.Refunded })
            return;
        if (invoice is not { Status: InvoiceStatus.Paid })
            throw SalesProblems.IsNotPaid(order.Id, invoice?.Status);
        if (request.TotalRefund > invoice.Refundable)
            throw SalesProblems.ExceedsPayment(invoice.Refundable, invoice.Currency);
        await BookAsync(actor, invoice, new(request.TotalRefund, RefundReason.ReturnProcessed, request.Id), ct);
    }

    private async Task BookAsync(Actor actor, Invoice invoice, RefundCause cause, CancellationToken ct)
    {
        if (cause.Amount == 0)
            return;
        var number = await refunds.NextNumberAsync(invoice.OrderId, ct);
        var now = clock.GetStoredNow();
        var refund = Refund.Of(new(invoice.Id, invoice.OrderId, invoice.Currency), number, cause, actor.AccountId, now);
        invoice.PayBack(cause.Amount, now);
        refunds.Add(refund);
        timeline.Refunded(actor, refund, invoice.Owner);
        work.OnCommitted(() => events.Refunded(refund));
    }
}
