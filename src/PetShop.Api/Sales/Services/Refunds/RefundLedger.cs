using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>
/// Records refunds, and sends their money back. Joins the caller's unit of work, which must hold the order's lock: of
/// two concurrent refunds, the second sees what the first one left.
/// </summary>
internal sealed class RefundLedger(
    IUnitOfWork work, RefundRepository refunds, InvoiceRepository invoices, RefundTransfers transfers,
    TimeProvider clock, SalesTelemetry events, OrderTimeline timeline)
{
    /// <summary>Records a refund of what is left of a paid invoice; nothing if nothing is left.</summary>
    public Task BookRestAsync(Actor actor, Invoice invoice, RefundReason reason, CancellationToken ct) =>
        BookAsync(actor, invoice, new(invoice.Refundable, reason), to: null, ct);

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
        var invoice = await FindInvoiceAsync(order, ct);
        if (invoice is { Status: InvoiceStatus.Refunded } or { Status: InvoiceStatus.Paid, Refundable: 0 })
            return;
        await BookAsync(actor, Require(order, invoice, request.TotalRefund),
            new(request.TotalRefund, RefundReason.ReturnProcessed, request.Id), to: null, ct);
    }

    /// <summary>What was given back for shipping, with or without returns.</summary>
    public Task<decimal> FindGivenShippingAsync(long orderId, CancellationToken ct) =>
        refunds.SumShippingAsync(orderId, ct);

    /// <summary>Records what an admin gives back.</summary>
    /// <param name="to">A locked store credit that gets it; null if it goes back the way it came.</param>
    /// <exception cref="ShopException">409: the order is not paid, or the refund exceeds what is left of the
    /// payment.</exception>
    public async Task<Refund> BookGivenAsync(
        Actor actor, Order order, decimal amount, GivenRefund given, StoreCredit? to, CancellationToken ct) =>
        (await BookAsync(actor, Require(order, await FindInvoiceAsync(order, ct), amount),
            new(amount, RefundReason.Given, Given: given), to, ct))!;

    /// <summary>
    /// What a new refund can send back to the payments: not what a dispute or a failed transfer holds.
    /// </summary>
    public Task<decimal> FindSendableAsync(long orderId, CancellationToken ct) =>
        transfers.FindSendableAsync(orderId, ct);

    /// <summary>Records the refund of money that was never owed.</summary>
    public async Task BookNotDueAsync(Actor actor, Order order, decimal amount, CancellationToken ct)
    {
        var refund = await AddAsync(
            actor, new(order.Id, InvoiceId: null, order.Currency), new(amount, RefundReason.NotDue), ct);
        await transfers.SendAsync(actor, refund, order.Owner, to: null, ct);
        Report(actor, refund, order.Owner);
    }

    /// <summary>
    /// Records that money has gone back without the shop. It counts for the invoice as far as something of it is left;
    /// the rest is a refund of its own, as is what was not owed.
    /// </summary>
    /// <param name="amount">The part of the money to record: more than 0.</param>
    /// <param name="notOwed">How much of the amount the order does not owe.</param>
    public async Task NoteAsync(
        Order order, Payment payment, decimal amount, decimal notOwed, MovedMoney moved, CancellationToken ct)
    {
        var invoice = await FindInvoiceAsync(order, ct);
        var ofInvoice = Math.Min(amount - notOwed, invoice?.Refundable ?? 0);
        if (ofInvoice > 0)
            await NoteAsync(order, payment, invoice, ofInvoice, moved, ct);
        if (ofInvoice < amount)
            await NoteAsync(order, payment, invoice: null, amount - ofInvoice, moved, ct);
    }

    private async Task NoteAsync(
        Order order, Payment payment, Invoice? invoice, decimal amount, MovedMoney moved, CancellationToken ct)
    {
        var cause = new RefundCause(amount, moved.Reason);
        var refund = await AddAsync(Actor.Shop, new(order.Id, invoice?.Id, order.Currency), cause, ct);
        invoice?.PayBack(cause.Amount, refund.RefundedAt);
        transfers.Note(refund, payment, moved);
        await refunds.FlushAsync(ct);
        Report(Actor.Shop, refund, order.Owner);
    }

    private async Task<Refund?> BookAsync(
        Actor actor, Invoice invoice, RefundCause cause, StoreCredit? to, CancellationToken ct)
    {
        if (cause.Amount == 0)
            return null;
        var refund = await AddAsync(actor, new(invoice.OrderId, invoice.Id, invoice.Currency), cause, ct);
        invoice.PayBack(cause.Amount, refund.RefundedAt);
        await transfers.SendAsync(actor, refund, invoice.Owner, to, ct);
        Report(actor, refund, invoice.Owner);
        return refund;
    }

    private async Task<Refund> AddAsync(Actor actor, RefundedOrder order, RefundCause cause, CancellationToken ct)
    {
        var number = await refunds.NextNumberAsync(order.Id, ct);
        var refund = Refund.Of(order, number, cause, actor.AccountId, clock.GetStoredNow());
        refunds.Add(refund);
        return refund;
    }

    private void Report(Actor actor, Refund refund, OrderOwner owner)
    {
        timeline.Refunded(actor, refund, owner);
        work.OnCommitted(() => events.Refunded(refund));
    }

    private async Task<Invoice?> FindInvoiceAsync(Order order, CancellationToken ct) =>
        order.ValidInvoiceId is { } id ? await invoices.LockAsync(id, ct) : null;

    private static Invoice Require(Order order, Invoice? invoice, decimal amount)
    {
        if (invoice is not { Status: InvoiceStatus.Paid })
            throw SalesProblems.IsNotPaid(order.Id, invoice?.Status);
        return amount <= invoice.Refundable
            ? invoice : throw SalesProblems.ExceedsPayment(invoice.Refundable, invoice.Currency);
    }
}
