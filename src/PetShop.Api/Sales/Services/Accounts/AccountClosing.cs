using PetShop.Api.Auth.Services.Closing;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.Api.Sales.Services.Accounts;

/// <summary>
/// Of a closed account the cart goes, what is unpaid is cancelled, and what the books do not need is erased. Orders that were invoiced stay
/// with their address, as do their invoices, returns and refunds (docs/decisions/0018).
/// </summary>
internal sealed class AccountClosing(
    CartRepository carts, OrderRepository orders, InvoiceRepository invoices, ReturnRepository returns, UnpaidOrderRepository unpaid,
    OrderCancellation cancellation) : IAccountClosing
{
    public async Task CloseAsync(Actor actor, long userId, CancellationToken ct)
    {
        await carts.DeleteAsync(userId, ct);
        await unpaid.ForgetAsync(userId, ct);
        await orders.EraseAsync(userId, ct);
        await returns.EraseUnpaidAsync(userId, ct);
        var open = await LockUnpaidAsync(userId, ct);
        open.ForEach(order => order.Erase());
        await cancellation.CancelAsync(actor, open, ct);
    }

    /// <summary>The orders that can still be cancelled and that nobody paid for. What an invoice says is read once it is locked.</summary>
    private async Task<List<Order>> LockUnpaidAsync(long userId, CancellationToken ct)
    {
        var unshipped = await orders.LockUnshippedAsync(userId, ct);
        var locked = await invoices.LockAsync([.. unshipped.Select(order => order.ValidInvoiceId).OfType<long>()], ct);
        var paid = locked.Where(invoice => invoice.Status != InvoiceStatus.Pending).Select(invoice => invoice.OrderId).ToHashSet();
        return unshipped.FindAll(order => !paid.Contains(order.Id));
    }
}
