using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>Invoices agree with their orders.</summary>
internal sealed class InvoicesCheck(OrderFaultRepository orders) : IIntegrityCheck
{
    public string Name => "invoices";

    public string Promise =>
        "An order has at most one invoice that is not void, of its total; of a cancelled order nothing is left to pay.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => orders.CheckInvoicesAsync(from, ct);
}
