using System.Threading.RateLimiting;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Limits;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Pdf;
using PetShop.Api.Sales.Services.Papers.Ubl;

namespace PetShop.Api.Sales.Services.Papers.Reading;

/// <summary>
/// Prints documents: as many at once as there are processors, and no more than a few wait. It needs no database.
/// </summary>
internal sealed class PaperPress : IDisposable
{
    private const int Queue = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly ConcurrencyLimiter _slots = new(new()
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = Queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <exception cref="ShopException">503: too many are waiting.</exception>
    public async Task<byte[]> PrintAsync(string document, PaperStyle style, CancellationToken ct)
    {
        using var slot = await TakeAsync(ct);
        return InvoicePdf.Write(DocumentsJson.Read(document), style);
    }

    /// <exception cref="ShopException">503: too many are waiting.</exception>
    public async Task<byte[]> WriteXmlAsync(string document, CancellationToken ct)
    {
        using var slot = await TakeAsync(ct);
        return UblDocument.Write(DocumentsJson.Read(document));
    }

    public void Dispose() => _slots.Dispose();

    private Task<RateLimitLease> TakeAsync(CancellationToken ct) => BoundedWait.AcquireAsync(
        waiting => _slots.AcquireAsync(cancellationToken: waiting), Patience, Busy, ct);

    private static ShopException Busy() =>
        new(ProblemTypes.Unavailable, "Too many documents are printed at the moment. Try again in a few seconds.")
        {
            RetryAfter = RetryDelay,
        };
}
