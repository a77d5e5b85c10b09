using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Erasure;
using PetShop.Api.Sales.Services.Orders;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Erasure;

/// <summary>
/// Cancels a customer's unpaid orders and erases what the accounting records do not need. Orders with a valid invoice
/// keep their address, as do their invoices, returns and refunds (docs/decisions/0018). Joins the caller's unit of
/// work.
/// </summary>
internal sealed class CustomerErasure(
    ErasureRepository erased, OrderRepository orders, InvoiceRepository invoices, ReturnRepository returns,
    UnpaidOrderRepository unpaid, OrderCancellation cancellation, PromotionLimits promotions)
{
    /// <summary>
    /// Takes locks in the same order as all changes of orders: orders, invoices, unpaid orders, promotions, and stock
    /// last.
    /// </summary>
    /// <param name="customer">Whose orders are locked.</param>
    public async Task<ErasedOrders> EraseAsync(Actor actor, ErasedCustomer customer, CancellationToken ct)
    {
        if (customer.OrderIds.Length == 0)
            return new(0, 0, 0);
        var unwritten = await erased.FindUnwrittenAsync(customer.OrderIds, ct);
        var withoutAddress = await erased.EraseAsync(customer, unwritten, ct);
        await returns.EraseAsync(customer.OrderIds, customer.Text, ct);
        var unshipped = await orders.LockUnshippedAsync(customer.OrderIds, ct);
        var (unpaidOrders, refunded) = await LockOpenAsync(unshipped, ct);
        var nameless = unpaidOrders.FindAll(order => !unwritten.Contains(order.Id));
        foreach (var order in nameless)
            order.Erase(customer.Text);
        await unpaid.RemoveAsync(customer.OrderIds, ct);
        if (customer.Guest is { } guest)
            await promotions.ForgetAsync(customer.OrderIds, guest, ct);
        await cancellation.CancelAsync(actor, [.. unpaidOrders, .. refunded], ct);
        return new(customer.OrderIds.Length, unpaidOrders.Count + refunded.Count, withoutAddress + nameless.Count);
    }

    /// <summary>
    /// The orders that can still be cancelled and whose payment the shop does not hold: they are unpaid or fully
    /// refunded. The invoices are read after they are locked.
    /// </summary>
    private async Task<(List<Order> Unpaid, List<Order> Refunded)> LockOpenAsync(
        List<Order> unshipped, CancellationToken ct)
    {
        var locked = await invoices.LockAsync([.. unshipped.Select(order => order.ValidInvoiceId).OfType<long>()], ct);
        var (paid, refunded) = (With(InvoiceStatus.Paid), With(InvoiceStatus.Refunded));
        return (unshipped.FindAll(order => !paid.Contains(order.Id) && !refunded.Contains(order.Id)),
            unshipped.FindAll(order => refunded.Contains(order.Id)));

        HashSet<long> With(InvoiceStatus status) =>
            [.. locked.Where(invoice => invoice.Status == status).Select(invoice => invoice.OrderId)];
    }
}

/// <summary>How many orders were affected.</summary>
/// <param name="All">All orders of the customer.</param>
/// <param name="Cancelled">Those that were cancelled.</param>
/// <param name="WithoutAddress">Those whose name and addresses were erased.</param>
internal sealed record ErasedOrders(int All, int Cancelled, int WithoutAddress);
