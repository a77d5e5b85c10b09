using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Papers.Writing;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>
/// Replaces the invoice of an order whose amount changes. Joins the caller's unit of work, which must hold the order's
/// lock.
/// </summary>
internal sealed class InvoiceReplacement(
    InvoiceRepository invoices, SalesDocumentFactory documents, OrderSettlement settlement, StatusChanges moves,
    OrderTimeline timeline, InvoicePapers papers, TimeProvider clock)
{
    /// <summary>An edit now. Call it before the unit of work opens.</summary>
    public async ValueTask<Revision> PrepareAsync(CancellationToken ct) =>
        new(await documents.NextIdAsync(ct), clock.GetStoredNow());

    /// <summary>When the order is edited, and until when it must be paid if nothing was due before.</summary>
    public (DateTimeOffset Now, DateTimeOffset PayBy) TimesOf(Order order, DateTimeOffset now) =>
        (now, documents.DeadlineOf(order, now));

    /// <summary>Refuses an order that is paid, without a lock.</summary>
    /// <exception cref="ShopException">409.</exception>
    public async Task RequireUnpaidAsync(Order order, CancellationToken ct)
    {
        if (order.ValidInvoiceId is { } id && await invoices.FindStatusAsync(id, ct) != InvoiceStatus.Pending)
            throw EditProblems.IsPaid(order);
    }

    /// <summary>
    /// Voids the order's invoice, if it has a valid one. What was issued and is not written yet is kept as it is before
    /// the edit.
    /// </summary>
    /// <returns>The void invoice, which another one must replace; null if there was none.</returns>
    /// <exception cref="ShopException">409: the order is paid.</exception>
    public async Task<Invoice?> VoidAsync(Actor actor, Order order, CancellationToken ct)
    {
        await papers.KeepAsync(order, ct);
        if (order.ValidInvoiceId is not { } id || await invoices.LockAsync(id, ct) is not { } invoice)
            return null;
        if (invoice.Status != InvoiceStatus.Pending)
            throw EditProblems.IsPaid(order);
        moves.Move(actor, invoice, InvoiceStatus.Void);
        return invoice;
    }

    /// <summary>
    /// Issues an invoice for the new amount. It is due when the void one was, or at once if that has passed.
    /// </summary>
    public async Task IssueAsync(Actor actor, Order order, long id, Invoice replaced, CancellationToken ct)
    {
        var kept = await settlement.FindKeptAsync(order, ct);
        var invoice = documents.Invoice(id, order, replaced, kept);
        invoices.Add(invoice);
        timeline.Issued(actor, invoice);
    }

    /// <summary>Compares the new amount with what was paid of the order so far.</summary>
    public Task SettleAsync(Actor actor, Order order, CancellationToken ct) => settlement.SettleAsync(actor, order, ct);
}
