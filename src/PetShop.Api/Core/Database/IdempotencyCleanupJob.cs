using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Deletes idempotency records that are no longer needed. The API promises to keep them for 24 hours.
/// </summary>
internal sealed class IdempotencyCleanupJob(PetShopDbContext db, TimeProvider clock) : IJob
{
    private const int Batch = 5_000;

    public string Name => "idempotency-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - IdempotencyStore.Retention;
        int deleted;
        do
        {
            // In batches: a single statement over millions of rows would hold its locks until it ends.
            var oldest = db.Set<IdempotencyRecord>().Where(record => record.CreatedAt < before)
                .OrderBy(record => record.CreatedAt).Take(Batch).Select(record => record.Id);
            deleted = await db.Set<IdempotencyRecord>().Where(record => oldest.Contains(record.Id))
                .ExecuteDeleteAsync(ct);
        }
        while (deleted == Batch);
        await db.Set<ErasedOwner>().Where(owner => owner.ErasedAt < before).ExecuteDeleteAsync(ct);
    }
}
