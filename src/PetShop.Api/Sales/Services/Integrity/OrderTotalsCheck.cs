using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>The amounts of an order add up.</summary>
internal sealed class OrderTotalsCheck(OrderFaultRepository orders) : IIntegrityCheck
{
    public string Name => "order-totals";

    public string Promise =>
        "An order's total is the sum of its lines, minus discounts, plus shipping and taxes that prices leave out.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => orders.CheckTotalsAsync(from, ct);
}
