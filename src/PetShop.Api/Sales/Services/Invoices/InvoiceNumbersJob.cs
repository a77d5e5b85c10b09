using Microsoft.Extensions.Options;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Services.Papers.Writing;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>
/// Assigns invoice numbers, writes the documents, and issues credit notes, shortly after the issue. Numbers without
/// gaps must be assigned one after another; if they were assigned at checkout, every sale would wait for the previous
/// one.
/// </summary>
internal sealed class InvoiceNumbersJob(
    InvoiceNumbers numbers, InvoicePapers papers, CreditNotePapers notes, IOptions<InvoicesOptions> options) : IJob
{
    private const int Batch = 100;

    /// <summary>Then the job says that it has run, and goes on a second later.</summary>
    private const int MostBatches = 50;

    public string Name => "invoice-numbers";

    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>
    /// However many documents wait, new invoices get their numbers after each batch, and refunds their credit notes. A
    /// note whose invoice is not written yet waits for it.
    /// </summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await numbers.RequireOwnSeriesAsync(ct);
        for (var i = 0; i < MostBatches; i++)
        {
            await numbers.AssignAsync(ct);
            var written = await papers.WriteAsync(Batch, ct);
            var issued = await notes.IssueAsync(options.Value.CreditNoteSeries, Batch, ct);
            if (written < Batch && issued < Batch)
                return;
        }
    }
}
