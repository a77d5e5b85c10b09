using PetShop.Api.Core.Database;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>What follows when an order is called off. Joins the caller's unit of work, which holds the order's lock.</summary>
internal sealed class OrderCancellation(InvoiceRepository invoices, IStockService stock, TimeProvider clock)
{
    public async Task UndoAsync(Order order, CancellationToken ct)
    {
        if (await invoices.FindValidAsync(order.Id, ct) is { } invoiceId && await invoices.LockAsync(invoiceId, ct) is { } invoice)
            Undo(invoice);
        await stock.PutBackAsync([.. order.Lines.Select(line => new StockLine(line.ProductId, line.Quantity))], ct);
    }

    private void Undo(Invoice invoice)
    {
        if (invoice.Status == InvoiceStatus.Pending)
            invoice.MoveTo(InvoiceStatus.Void, clock.GetStoredNow());
        else if (invoice.Status == InvoiceStatus.Paid)
            invoice.MoveTo(InvoiceStatus.Refunded, clock.GetStoredNow());
    }
}
