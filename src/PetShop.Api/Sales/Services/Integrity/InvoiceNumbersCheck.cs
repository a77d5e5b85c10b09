using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>The numbers of invoices and credit notes have no gaps.</summary>
internal sealed class InvoiceNumbersCheck(PaperFaultRepository papers) : IIntegrityCheck
{
    public string Name => "invoice-numbers";

    public string Promise => "The numbers of invoices and of credit notes begin at 1 in each series and year, have no "
        + "gap, and no series has both.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => papers.CheckNumbersAsync(from, ct);
}
