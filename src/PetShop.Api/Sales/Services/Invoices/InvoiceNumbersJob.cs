using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>
/// Assigns invoice numbers shortly after the issue. Numbers without gaps must be assigned one after another; if they
/// were assigned at checkout, every sale would wait for the previous one.
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
