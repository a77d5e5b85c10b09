using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>Issues and changes invoices. Amount and order of an issued one never change; it is never erased.</summary>
public interface IInvoiceStatusService
{
    /// <summary>Issues an invoice over the order's amount, in the place of a void one.</summary>
    /// <exception cref="ShopException">400: no such order. 409: its invoice is not void, or the order was cancelled.</exception>
    Task<InvoiceResponse> IssueAsync(IssueInvoiceRequest request, CancellationToken ct);

    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">400: due before its issue. 404. 409: it is not pending. 412.</exception>
    Task<InvoiceResponse> UpdateAsync(long id, UpdateInvoiceRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404, 409: a move that is not allowed, 412.</exception>
    Task<InvoiceResponse> MoveAsync(long id, InvoiceStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Makes it void.</summary>
    /// <exception cref="ShopException">404, 409: it is not pending, 412.</exception>
    Task VoidAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class InvoiceStatusService(
    IUnitOfWork work, InvoiceRepository invoices, OrderRepository orders, TimeOrderedIds ids, TimeProvider clock) : IInvoiceStatusService
{
    public async Task<InvoiceResponse> IssueAsync(IssueInvoiceRequest request, CancellationToken ct)
    {
        var id = await ids.NextAsync(ct);
        var orderId = request.OrderId!.Value;
        return await work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(orderId, ct) ?? throw ShopException.Invalid("order_id", $"There is no order {orderId}.");
            if (order.Status == OrderStatus.Cancelled)
                throw SalesProblems.IsCancelled(OrderNumber.Of(order.Id));
            if (await invoices.FindValidAsync(order.Id, ct) is { } valid)
                throw SalesProblems.HasValidInvoice(valid);
            var invoice = Invoice.Issue(id, TimeOrderedIds.TimeOf(id), new(order.Id, order.UserId, order.TotalAmount, order.Currency));
            invoices.Add(invoice);
            return InvoiceResponse.From(invoice, invoice.IssuedAt);
        }, ct);
    }

    public Task<InvoiceResponse> UpdateAsync(long id, UpdateInvoiceRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(id, ifMatch, invoice =>
        {
            if (request.DueDate is not { IsSet: true, Value: { } date }) return;
            if (invoice.Status != InvoiceStatus.Pending)
                throw SalesProblems.IsNotPending();
            if (date < invoice.IssuedAt)
                throw ShopException.Invalid("due_date", "Give a time that is not before the issue.");
            invoice.DueOn(date, clock.GetStoredNow());
        }, ct);

    public Task<InvoiceResponse> MoveAsync(long id, InvoiceStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        MoveAsync(id, request.Status!.Value, ifMatch, ct);

    public Task VoidAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) => MoveAsync(id, InvoiceStatus.Void, ifMatch, ct);

    private Task<InvoiceResponse> MoveAsync(long id, InvoiceStatus status, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(id, ifMatch, invoice =>
        {
            InvoiceTransitions.Table.Require(invoice.Status, status);
            invoice.MoveTo(status, clock.GetStoredNow());
        }, ct);

    private Task<InvoiceResponse> EditAsync(long id, ExpectedVersion ifMatch, Action<Invoice> change, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var invoice = await invoices.LockAsync(id, ct) ?? throw InvoiceService.NotFound(id);
        ifMatch.Require(invoice.Version);
        change(invoice);
        return InvoiceResponse.From(invoice, clock.GetStoredNow());
    }, ct);
}
