using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Deletes cancellations that no longer count.</summary>
internal sealed class UnpaidOrdersCleanupJob(UnpaidOrderRepository unpaid, TimeProvider clock) : IJob
{
    public string Name => "unpaid-orders-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken ct) =>
        unpaid.RemoveCancelledAsync(clock.GetStoredNow() - UnpaidOrder.CancelledCountsFor, ct);
}
