using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>
/// Locks an invoice for a change. Its order is locked first, so that payments and refunds are decided one at a time.
/// </summary>
internal sealed class InvoiceLock(InvoiceRepository invoices, OrderRepository orders)
{
    /// <returns>Null if it does not exist.</returns>
    public async Task<Invoice?> TakeAsync(long id, CancellationToken ct)
    {
        if (await invoices.FindOrderAsync(id, ct) is not { } orderId)
            return null;
        await orders.LockAndFindOwnerAsync(orderId, ct);
        return await invoices.LockAsync(id, ct);
    }
}
