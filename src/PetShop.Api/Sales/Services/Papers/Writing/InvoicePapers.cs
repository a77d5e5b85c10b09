using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Papers;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>
/// Writes the documents of numbered invoices, many at once. One that cannot be written stops no other: it is reported
/// and tried again later, and keeps its number.
/// </summary>
internal sealed class InvoicePapers(
    IUnitOfWork work, DocumentTaskRepository tasks, PaperRepository papers, InvoiceWriter writer,
    PaperTelemetry telemetry, TimeProvider clock)
{
    /// <returns>How many were due.</returns>
    public async Task<int> WriteAsync(int most, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var due = await tasks.ListInvoicesAsync(now, most, ct);
        if (due.Count == 0)
            return 0;
        var orders = (await papers.ListOrdersAsync(
            [.. due.Where(invoice => invoice.Draft is null).Select(invoice => invoice.OrderId).Distinct()], ct))
            .ToDictionary(order => order.Id);
        var (written, failed) = (new List<InvoiceCopy>(), new List<(DueInvoice Invoice, Exception Failure)>());
        foreach (var invoice in due)
        {
            try
            {
                var document = writer.Write(invoice, orders.GetValueOrDefault(invoice.OrderId));
                written.Add(InvoiceCopy.Of(invoice.Id, DocumentsJson.Write(document), now));
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                failed.Add((invoice, failure));
            }
        }
        var drafted = due.Where(invoice => invoice.Draft is not null).Select(invoice => invoice.Id).ToArray();
        await work.CommitAsync(async () =>
        {
            var removed = await tasks.RemoveInvoicesAsync(
                [.. written.Select(copy => copy.InvoiceId)], drafted, ct);
            papers.Add(written.Where(copy => removed.Contains(copy.InvoiceId)));
        }, ct);
        await ReportAsync(failed, now, ct);
        return due.Count;
    }

    /// <summary>
    /// Keeps the invoices of an order that is about to be changed, if they were issued and are not written yet. Joins
    /// the caller's unit of work, which must hold the order's lock and must not have saved the change.
    /// </summary>
    public async Task KeepAsync(Order order, CancellationToken ct)
    {
        if (!await tasks.LockIssuedAsync(order.Id, ct))
            return;
        foreach (var invoice in await tasks.ListUnwrittenAsync(order.Id, ct))
            await tasks.KeepAsync(invoice.Id, DraftOf(invoice, order), ct);
    }

    /// <summary>Null if it cannot be computed: a change of an order must not fail because of a document.</summary>
    private string? DraftOf(IssuedInvoice invoice, Order order)
    {
        try
        {
            return DocumentsJson.Write(writer.Draft(invoice, order));
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            telemetry.Failed(DocumentTaskKind.Invoice, invoice.Id, failure);
            return null;
        }
    }

    private async Task ReportAsync(
        List<(DueInvoice Invoice, Exception Failure)> failed, DateTimeOffset now, CancellationToken ct)
    {
        if (failed.Count == 0)
            return;
        await work.CommitAsync(async () =>
        {
            foreach (var (invoice, failure) in failed)
                await tasks.PostponeAsync(DocumentTaskKind.Invoice, invoice.Id, 0, Retries.Reason(failure),
                    now + Retries.After(invoice.Attempts), ct);
        }, ct);
        foreach (var (invoice, failure) in failed)
            telemetry.Failed(DocumentTaskKind.Invoice, invoice.Id, failure);
    }
}
