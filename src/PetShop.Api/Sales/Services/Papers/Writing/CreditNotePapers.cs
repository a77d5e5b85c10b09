using PetShop.Api.Core.Database;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Papers;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Publishing;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>
/// Issues credit notes for refunds and for cancelled invoices that nobody paid, many at once. A note gets its number in
/// the transaction that writes it, so one that cannot be written leaves no gap.
/// </summary>
internal sealed class CreditNotePapers(
    IUnitOfWork work, DocumentTaskRepository tasks, CreditNoteSources sources, SalesDocumentFactory ids,
    OrderPublisher publisher, PaperTelemetry telemetry, ShopCalendar calendar)
{
    /// <summary>Only one caller at a time: two would use the same numbers, and one would fail.</summary>
    /// <returns>How many were due.</returns>
    public async Task<int> IssueAsync(string series, int most, CancellationToken ct)
    {
        var now = calendar.Now;
        var due = await tasks.ListCreditNotesAsync(now, most, ct);
        if (due.Count == 0)
            return 0;
        var source = await sources.ReadAsync(due, ct);
        var noteIds = new List<long>();
        foreach (var _ in due)
            noteIds.Add(await ids.NextIdAsync(ct));
        noteIds.Sort();
        var failed = await work.CommitAsync(async () =>
        {
            var batch = new CreditNoteBatch(source, series, calendar, now,
                await sources.FindLastAsync(series, calendar.YearOf(now), ct));
            foreach (var (credit, id) in due.Zip(noteIds))
                batch.Issue(credit, id);
            sources.Add(batch.Issued);
            await tasks.RemoveCreditNotesAsync([.. batch.Issued.Select(note => note.InvoiceId)],
                [.. batch.Issued.Select(note => note.RefundNumber)], ct);
            foreach (var note in batch.Issued)
                publisher.Credited(note);
            return batch.Failed;
        }, ct);
        await ReportAsync(failed, now, ct);
        return due.Count;
    }

    /// <summary>A note that only waits for the document of its invoice is reported if it waits for long.</summary>
    private async Task ReportAsync(
        List<(DueCreditNote Due, Exception Failure)> failed, DateTimeOffset now, CancellationToken ct)
    {
        if (failed.Count == 0)
            return;
        await work.CommitAsync(async () =>
        {
            foreach (var (credit, failure) in failed)
                await tasks.PostponeAsync(DocumentTaskKind.CreditNote, credit.Invoice.Id, credit.Invoice.RefundNumber,
                    Retries.Reason(failure), now + Retries.After(credit.Attempts), ct);
        }, ct);
        foreach (var (credit, failure) in failed.Where(each => each.Due is not { Document: null, Attempts: 0 }))
            telemetry.Failed(DocumentTaskKind.CreditNote, credit.Invoice.Id, failure);
    }
}

/// <summary>The credit notes of one transaction.</summary>
/// <param name="source">What they are about.</param>
/// <param name="last">The last number of the series and year.</param>
internal sealed class CreditNoteBatch(
    CreditNoteSource source, string series, ShopCalendar calendar, DateTimeOffset now, int last)
{
    private readonly Dictionary<long, List<InvoiceDocument>> _earlier = [];
    private int _last = last;

    public List<CreditNote> Issued { get; } = [];

    public List<(DueCreditNote Due, Exception Failure)> Failed { get; } = [];

    /// <summary>The next number belongs to the next note that can be written.</summary>
    public void Issue(DueCreditNote due, long id)
    {
        try
        {
            var number = new CreditNoteNumber(series, calendar.YearOf(now), _last + 1);
            if (!_earlier.TryGetValue(due.Invoice.Id, out var earlier))
                _earlier[due.Invoice.Id] = earlier = source.EarlierOf(due.Invoice.Id);
            var document = source.Write(due, earlier, number.ToString(), calendar.DayOf(now), calendar);
            Issued.Add(CreditNote.Issue(id, due.Invoice, number, DocumentsJson.Write(document), now));
            earlier.Add(document);
            _last++;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            Failed.Add((due, failure));
        }
    }
}
