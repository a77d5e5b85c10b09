using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>Store credit neither appears nor is lost.</summary>
internal sealed class StoreCreditsCheck(CreditFaultRepository credits) : IIntegrityCheck
{
    public string Name => "store-credits";

    public string Promise =>
        "The balance of each store credit is the sum of its movements, and it has moved what its payments took and its "
        + "refunds brought back.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => credits.CheckAsync(from, ct);
}
