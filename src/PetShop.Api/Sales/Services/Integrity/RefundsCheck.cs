using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>No more money goes back than has come in.</summary>
internal sealed class RefundsCheck(OrderFaultRepository orders) : IIntegrityCheck
{
    public string Name => "refunds";

    public string Promise =>
        "What was refunded is the sum of the refunds, what went back to a payment the sum of its transfers, and "
        + "neither is more than was captured.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => orders.CheckRefundsAsync(from, ct);
}
