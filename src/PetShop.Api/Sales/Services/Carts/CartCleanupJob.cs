using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>Deletes guests' carts that have expired, in batches that commit one by one.</summary>
internal sealed class CartCleanupJob(IUnitOfWork work, CartRepository carts, TimeProvider clock) : IJob
{
    private const int Batch = 1_000;

    public string Name => "cart-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await work.CommitAsync(() => carts.DeleteExpiredAsync(clock.GetStoredNow(), Batch, ct), ct) == Batch)
        {
        }
    }
}
