using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>Issues invoices that replace void ones.</summary>
public interface IInvoiceIssueService
{
    /// <summary>Issues an invoice for the order's amount.</summary>
    /// <exception cref="ShopException">400: the order does not exist. 403: the caller's own order. 409: its invoice is
    /// not void, or the order was cancelled.</exception>
    Task<InvoiceResponse> IssueAsync(Actor actor, IssueInvoiceRequest request, CancellationToken ct);
}

internal sealed class InvoiceIssueService(
    IUnitOfWork work, InvoiceRepository invoices, OrderRepository orders, SalesDocumentFactory documents,
    OrderSettlement settlement, OrderTimeline timeline) : IInvoiceIssueService
{
    public async Task<InvoiceResponse> IssueAsync(Actor actor, IssueInvoiceRequest request, CancellationToken ct)
    {
        var id = await documents.NextIdAsync(ct);
        var orderId = request.OrderId!.Value;
        return await work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(orderId, ct)
                ?? throw ShopException.Invalid("order_id", $"There is no order {orderId}.");
            actor.EnsureNotOwnOrder(order.UserId);
            if (order.Status == OrderStatus.Cancelled)
                throw SalesProblems.IsCancelled(OrderNumber.Of(order.Id));
            if (order.ValidInvoiceId is { } valid)
                throw SalesProblems.HasValidInvoice(valid);
            var kept = await settlement.FindKeptAsync(order, ct);
            var invoice = documents.Invoice(id, order, kept: kept);
            invoices.Add(invoice);
            timeline.Issued(actor, invoice);
            await settlement.SettleAsync(actor, order, ct);
            return InvoiceResponse.From(invoice, invoice.IssuedAt);
        }, ct);
    }
}
