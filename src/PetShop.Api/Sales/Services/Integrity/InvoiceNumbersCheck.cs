using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>The numbers of invoices have no gaps.</summary>
internal sealed class InvoiceNumbersCheck(NumberGapRepository numbers) : IIntegrityCheck
{
    public string Name => "invoice-numbers";

    public string Promise => "The invoice numbers of each year begin at 1 and have no gap.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => numbers.CheckAsync(from, ct);
}
