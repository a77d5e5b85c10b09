using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>
/// Gives invoices their numbers a moment after the issue. Numbers without gaps come one after another; given at checkout, every sale would
/// wait for the one before it.
/// </summary>
internal sealed class InvoiceNumbersJob(InvoiceRepository invoices) : IJob
{
    private const int Batch = 1_000;

    public string Name => "invoice-numbers";

    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await invoices.NumberAsync(Batch, ct) == Batch)
        {
        }
    }
}
