using PetShop.Api.Core.Jobs;
using PetShop.Api.Operations.Repositories;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>Deletes deliveries after a month.</summary>
internal sealed class DeliveryCleanupJob(DeliveryRepository deliveries, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    public string Name => "webhook-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await deliveries.DeleteAsync(clock.GetUtcNow() - Retention, ct))
        {
        }
    }
}
