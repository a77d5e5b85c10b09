using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Auth.Services.Closing;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.Api.Sales.Services.Accounts;

/// <summary>
/// When an account is closed, deletes its cart, cancels its unpaid orders, and erases what the accounting records do
/// not need. Orders with a valid invoice keep their address, as do their invoices, returns and refunds
/// (docs/decisions/0018).
/// </summary>
internal sealed class AccountClosedHandler(
    CartRepository carts, OrderRepository orders, InvoiceRepository invoices, ReturnRepository returns,
    UnpaidOrderRepository unpaid, OrderCancellation cancellation, IUserService accounts) : IAccountClosedHandler
{
    /// <summary>
    /// Takes locks in the same order as all changes of orders: orders, invoices, unpaid orders, and stock last.
    /// </summary>
    public async Task CloseAsync(Actor actor, long userId, CancellationToken ct)
    {
        await carts.DeleteAsync(CartOwner.OfAccount(userId), ct);
        await orders.LockAllAsync(userId, ct);
        await orders.EraseAsync(userId, await FindNameAsync(userId, ct), ct);
        await returns.EraseUnpaidAsync(userId, ct);
        var open = await LockOpenAsync(userId, ct);
        await unpaid.ForgetAsync(userId, ct);
        await cancellation.CancelAsync(actor, open, ct);
    }

    /// <summary>The caller has erased the account but not yet saved it: the database still has its name.</summary>
    private async Task<string?> FindNameAsync(long userId, CancellationToken ct) =>
        (await accounts.FindContactsAsync([userId], ct)).TryGetValue(userId, out var contact) ? contact.Name : null;

    /// <summary>
    /// The orders that can still be cancelled and whose payment the shop does not hold: they are unpaid or fully
    /// refunded. Personal data of unpaid ones is erased. The invoices are read after they are locked.
    /// </summary>
    private async Task<List<Order>> LockOpenAsync(long userId, CancellationToken ct)
    {
        var unshipped = await orders.LockUnshippedAsync(userId, ct);
        var locked = await invoices.LockAsync([.. unshipped.Select(order => order.ValidInvoiceId).OfType<long>()], ct);
        var (paid, refunded) = (With(InvoiceStatus.Paid), With(InvoiceStatus.Refunded));
        var open = unshipped.FindAll(order => !paid.Contains(order.Id));
        foreach (var order in open.Where(order => !refunded.Contains(order.Id)))
            order.Erase();
        return open;

        HashSet<long> With(InvoiceStatus status) =>
            [.. locked.Where(invoice => invoice.Status == status).Select(invoice => invoice.OrderId)];
    }
}
