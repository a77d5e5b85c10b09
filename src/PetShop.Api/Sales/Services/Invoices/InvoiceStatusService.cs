using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Payments.Settling;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>
/// Changes invoices. The order's row is locked first, so that payments and refunds are decided one at a time. The
/// amount and order of an issued invoice never change, and it is never deleted.
/// </summary>
public interface IInvoiceStatusService
{
    /// <param name="ifMatch">The versions that the invoice may have.</param>
    /// <exception cref="ShopException">400: due before its issue. 403: the caller's own order. 404. 409: it is not
    /// pending. 412.</exception>
    Task<InvoiceResponse> UpdateAsync(
        Actor actor, long id, UpdateInvoiceRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>
    /// Marks it as paid, which records what is missing as received, or as void, or refunds what is left of it.
    /// </summary>
    /// <exception cref="ShopException">403: the caller's own order. 404. 409: the transition is not allowed.
    /// 412.</exception>
    Task<InvoiceResponse> MoveAsync(
        Actor actor, long id, InvoiceStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Voids it.</summary>
    /// <exception cref="ShopException">403: the caller's own order. 404. 409: it is not pending. 412.</exception>
    Task VoidAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class InvoiceStatusService(
    IUnitOfWork work, InvoiceLock locks, PaymentReceipts receipts, RefundLedger refunds, StatusChanges moves,
    OrderTimeline timeline, ShopCalendar calendar) : IInvoiceStatusService
{
    public Task<InvoiceResponse> UpdateAsync(
        Actor actor, long id, UpdateInvoiceRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(actor, id, ifMatch, (_, invoice) =>
        {
            if (request.DueDate is { IsSet: true, Value: { } by })
                Postpone(actor, invoice, calendar.LastOf(by));
            return Task.CompletedTask;
        }, ct);

    public Task<InvoiceResponse> MoveAsync(
        Actor actor, long id, InvoiceStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        MoveAsync(actor, id, request.Status!.Value, ifMatch, ct);

    public Task VoidAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct) =>
        MoveAsync(actor, id, InvoiceStatus.Void, ifMatch, ct);

    private Task<InvoiceResponse> MoveAsync(
        Actor actor, long id, InvoiceStatus status, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(actor, id, ifMatch, async (order, invoice) =>
        {
            StatusChanges.Require(invoice, status);
            if (status == InvoiceStatus.Refunded && order.HoldsGiftCards)
                throw GiftCardProblems.AreRefundedOneByOne(order.Id);
            if (status == InvoiceStatus.Paid)
                await receipts.ReceiveRestAsync(actor, order, ct);
            if (status == InvoiceStatus.Refunded)
                await refunds.BookRestAsync(actor, invoice, RefundReason.InvoiceRefunded, ct);
            if (invoice.Status != status)
                moves.Move(actor, invoice, status);
        }, ct);

    private void Postpone(Actor actor, Invoice invoice, DateTimeOffset date)
    {
        if (invoice.Status != InvoiceStatus.Pending)
            throw SalesProblems.IsNotPending();
        if (date < invoice.IssuedAt)
            throw ShopException.Invalid("due_date", "Give a time that is not before the issue.");
        var before = invoice.DueDate;
        invoice.DueOn(date, calendar.Now);
        timeline.DueDateChanged(actor, invoice, before);
    }

    private Task<InvoiceResponse> EditAsync(
        Actor actor, long id, ExpectedVersion ifMatch, Func<Order, Invoice, Task> change, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var (order, invoice) = await locks.TakeAsync(id, ct) ?? throw InvoiceService.NotFound(id);
            actor.EnsureNotOwnOrder(invoice.UserId);
            ifMatch.Require(invoice.Version);
            await change(order, invoice);
            return InvoiceResponse.From(invoice, calendar.Now);
        }, ct);
}
