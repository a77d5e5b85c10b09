using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Publishing;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>Gives numbers to issued invoices, and publishes that they have them.</summary>
internal sealed class InvoiceNumbers(
    IUnitOfWork work, InvoiceRepository invoices, OrderPublisher publisher, IOptions<InvoicesOptions> options)
{
    private const int Batch = 1_000;

    /// <exception cref="InvalidOperationException">A series has numbers of the other kind.</exception>
    public async Task RequireOwnSeriesAsync(CancellationToken ct)
    {
        if (await invoices.HaveMixedAsync(options.Value.Series, options.Value.CreditNoteSeries, ct))
            throw new InvalidOperationException("Invoices__Series has numbers of credit notes, or "
                + "Invoices__CreditNoteSeries has numbers of invoices. Give each a series that the other never had.");
    }

    /// <summary>Only one caller at a time: two would assign the same numbers, and one would fail.</summary>
    public async Task AssignAsync(CancellationToken ct)
    {
        while (await work.CommitAsync(() => AssignBatchAsync(ct), ct) == Batch)
        {
        }
    }

    private async Task<int> AssignBatchAsync(CancellationToken ct)
    {
        var numbered = await invoices.NumberAsync(options.Value.Series, Batch, ct);
        foreach (var invoice in numbered)
            publisher.Numbered(invoice);
        return numbered.Count;
    }
}
