using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>Other systems have been told of each order, as far as events are kept.</summary>
internal sealed class OrderEventsCheck(OrderFaultRepository orders) : IIntegrityCheck
{
    public string Name => "order-events";

    public string Promise => "Each order since the first event that is kept has its events: that it was "
        + "placed, and its status.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => orders.CheckEventsAsync(from, ct);
}
