using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>No invoice and no credit note waits for long.</summary>
internal sealed class DocumentsCheck(PaperFaultRepository papers, TimeProvider clock) : IIntegrityCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public string Name => "documents";

    public string Promise => "An hour after an invoice was issued, cancelled or refunded, its document or credit note "
        + "is written.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) =>
        papers.CheckMissingAsync(from, clock.GetStoredNow() - Patience, ct);
}
