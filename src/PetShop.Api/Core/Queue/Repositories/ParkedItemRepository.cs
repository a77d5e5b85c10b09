using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Queue.Repositories;

/// <summary>What admins see of the queues. Counts stop at one more than 1,000.</summary>
internal sealed class ParkedItemRepository(PetShopDbContext db)
{
    public Task<List<QueueFigures>> CountAsync(string[] queues, DateTimeOffset now, CancellationToken ct)
    {
        var limit = ListTotals.Limit(ListTotals.ExactUpTo + 1);
        return db.ReadAsync($"""
            SELECT queue.name,
                (SELECT count(*) FROM (SELECT FROM work_items WHERE work_items.queue = queue.name
                    AND parked_at IS NULL AND available_at <= {now} {limit}) AS due),
                (SELECT count(*) FROM (SELECT FROM work_items WHERE work_items.queue = queue.name
                    AND parked_at IS NULL AND available_at > {now} {limit}) AS later),
                (SELECT count(*) FROM (SELECT FROM work_items WHERE work_items.queue = queue.name
                    AND parked_at IS NOT NULL {limit}) AS parked),
                (SELECT min(available_at) FROM work_items WHERE work_items.queue = queue.name
                    AND parked_at IS NULL AND available_at <= {now})
            FROM unnest({queues}) AS queue (name) ORDER BY queue.name
            """, row => new QueueFigures(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3),
                row.ValueOrNull<DateTimeOffset>(4)), ct);
    }

    public Task<ListResult<StoredWorkItem>> ListAsync(string queue, long? after, int count, CancellationToken ct)
    {
        var all = db.Set<StoredWorkItem>().AsNoTracking()
            .Where(item => item.Queue == queue && item.ParkedAt != null);
        var rest = after is { } id ? all.Where(item => item.Id > id) : all;
        return db.ListAsync(rest.OrderBy(item => item.Id).Limit(count), all, after is null, ct);
    }

    public async Task<int> RetryAsync(string queue, long? id, int most, DateTimeOffset now, CancellationToken ct)
    {
        FormattableString one = $"AND id = {id}";
        FormattableString all = $"";
        return (await db.ReadAsync($"""
            UPDATE work_items SET parked_at = NULL, attempts = 0, started_at = NULL, created_at = {now},
                due_at = {now}, available_at = {now}
            WHERE id IN (SELECT id FROM work_items
                WHERE queue = {queue} AND parked_at IS NOT NULL {(id is null ? all : one)}
                ORDER BY id {ListTotals.Limit(most)} FOR UPDATE)
            RETURNING 1
            """, row => row.GetInt32(0), ct)).Count;
    }
}

/// <summary>How much is in a queue. Each count stops at 1,001, which means: more than 1,000.</summary>
/// <param name="Due">What can be done now.</param>
/// <param name="Later">What is being done, or waits for its time.</param>
/// <param name="Parked">What was given up.</param>
/// <param name="OldestDueAt">Since when the first item that is due has waited; null if none is due.</param>
internal sealed record QueueFigures(
    string Name, long Due, long Later, long Parked, DateTimeOffset? OldestDueAt);
