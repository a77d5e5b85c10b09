using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>Credit notes agree with what was cancelled and refunded.</summary>
internal sealed class CreditNotesCheck(OrderFaultRepository orders) : IIntegrityCheck
{
    public string Name => "credit-notes";

    public string Promise => "An order's invoices minus their credit notes are its total without what was refunded; of "
        + "a cancelled order, 0.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => orders.CheckCreditNotesAsync(from, ct);
}
