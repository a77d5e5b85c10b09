using Microsoft.Extensions.Options;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Overdue;

/// <summary>
/// Records that an invoice is overdue, or a reminder of it, with what is still to be paid. Joins the caller's unit of
/// work.
/// </summary>
internal sealed class OverdueInvoices(
    ReminderRepository reminders, InvoiceLock locks, OrderSettlement settlement, OrderTimeline timeline,
    IOptions<InvoicesOptions> options)
{
    public Task<List<long>> ListDueAsync(DateTimeOffset now, long after, int most, CancellationToken ct) =>
        reminders.ListDueAsync(now, now - options.Value.RemindAfter, after, most, ct);

    /// <summary>Locks its order and checks it again, so that nobody is reminded of what was paid meanwhile.</summary>
    public async Task RecordAsync(long id, DateTimeOffset now, CancellationToken ct)
    {
        if (await locks.TakeAsync(id, ct) is not var (order, invoice)
            || invoice.Status != InvoiceStatus.Pending || invoice.DueDate >= now)
            return;
        var left = invoice.TotalAmount - await settlement.FindKeptAsync(order, ct);
        if (await reminders.CountAsync(id, invoice.DueDate, now, now - options.Value.RemindAfter, ct) is { } count)
            timeline.Overdue(Actor.Shop, invoice, left, isReminder: count > 0);
    }
}
