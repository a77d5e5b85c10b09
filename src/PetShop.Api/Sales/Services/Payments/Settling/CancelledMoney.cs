using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Services.Payments.Settling;

/// <summary>
/// What becomes of the invoices and payments of cancelled orders. Joins the caller's unit of work, which must hold the
/// orders' locks.
/// </summary>
internal sealed class CancelledMoney(
    InvoiceRepository invoices, PaymentRepository payments, RefundLedger refunds, OrderSettlement settlement,
    StatusChanges moves)
{
    /// <summary>
    /// Voids a pending invoice, refunds what is left of a paid one and what was paid of a pending one, and gives up
    /// payments that are not completed.
    /// </summary>
    /// <param name="cancelled">Loaded with their invoice entries.</param>
    public async Task SettleAsync(Actor actor, IReadOnlyList<Order> cancelled, CancellationToken ct)
    {
        foreach (var invoice in await invoices.LockAsync(
            [.. cancelled.Select(order => order.ValidInvoiceId).OfType<long>()], ct))
            await UndoAsync(actor, invoice, ct);
        var tried = await payments.ListOrdersAsync([.. cancelled.Select(order => order.Id)], ct);
        foreach (var order in cancelled.Where(order => tried.Contains(order.Id)))
            await settlement.SettleAsync(actor, order, ct);
    }

    private async Task UndoAsync(Actor actor, Invoice invoice, CancellationToken ct)
    {
        if (invoice.Status == InvoiceStatus.Pending)
            moves.Move(actor, invoice, InvoiceStatus.Void);
        if (invoice.Status != InvoiceStatus.Paid)
            return;
        await refunds.BookRestAsync(actor, invoice, RefundReason.OrderCancelled, ct);
        moves.Move(actor, invoice, InvoiceStatus.Refunded);
    }
}
