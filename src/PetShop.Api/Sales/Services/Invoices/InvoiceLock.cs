using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>
/// Locks an invoice for a change. Its order is locked first, so that payments and refunds are decided one at a time.
/// </summary>
internal sealed class InvoiceLock(InvoiceRepository invoices, OrderRepository orders)
{
    /// <returns>The invoice and its order; null if it does not exist.</returns>
    public async Task<(Order Order, Invoice Invoice)?> TakeAsync(long id, CancellationToken ct)
    {
        if (await invoices.FindOrderAsync(id, ct) is not { } orderId
            || await orders.LockAsync(orderId, ct) is not { } order
            || await invoices.LockAsync(id, ct) is not { } invoice)
            return null;
        return (order, invoice);
    }
}
