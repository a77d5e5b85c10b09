using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Sales.Services.Overdue;

/// <summary>
/// Records once that an invoice on account is overdue, and then reminds of it from time to time. Each invoice has its
/// own transaction.
/// </summary>
internal sealed partial class OverdueInvoicesJob(
    IUnitOfWork work, OverdueInvoices overdue, TimeProvider clock, ILogger<OverdueInvoicesJob> logger) : IJob
{
    private const int Batch = 100;

    public string Name => "overdue-invoices";

    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        long last = 0;
        List<long> due;
        do
        {
            due = await overdue.ListDueAsync(now, last, Batch, ct);
            foreach (var id in due)
                await TryAsync(last = id, now, ct);
        }
        while (due.Count == Batch);
    }

    private async Task TryAsync(long id, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await work.CommitAsync(() => overdue.RecordAsync(id, now, ct), ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException)
            && e.GetBaseException() is not NpgsqlException { IsTransient: true })
        {
            LogFailed(e, id);
        }
    }

    [LoggerMessage(LogLevel.Error, "Invoice {InvoiceId} is overdue and cannot be recorded. It is tried again")]
    private partial void LogFailed(Exception failure, long invoiceId);
}
