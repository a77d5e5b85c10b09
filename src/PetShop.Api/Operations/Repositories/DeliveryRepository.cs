using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Operations.Entities;

namespace PetShop.Api.Operations.Repositories;

/// <summary>What is sent to subscribers, and their answers.</summary>
internal sealed class DeliveryRepository(PetShopDbContext db)
{
    /// <summary>Adds deliveries, or makes them pending again.</summary>
    public Task AddAsync(
        long webhookId, IReadOnlyCollection<(long Cursor, string Type)> events, DateTimeOffset now,
        CancellationToken ct)
    {
        long[] cursors = [.. events.Select(made => made.Cursor)];
        string[] types = [.. events.Select(made => made.Type)];
        return db.Database.ExecuteSqlAsync($"""
            INSERT INTO webhook_deliveries (webhook_id, cursor, event_type, state, attempts, created_at)
            SELECT {webhookId}, made.cursor, made.type, 'Pending', 0, {now}
            FROM unnest({cursors}, {types}) AS made (cursor, type) ORDER BY made.cursor
            ON CONFLICT (webhook_id, cursor) DO UPDATE SET state = 'Pending', created_at = {now}
            """, ct);
    }

    public Task<WebhookDelivery?> FindAsync(long webhookId, long cursor, CancellationToken ct) => Of(webhookId)
        .FirstOrDefaultAsync(delivery => delivery.Cursor == cursor, ct);

    /// <summary>Deliveries of a subscriber, the newest events first.</summary>
    public Task<ListResult<WebhookDelivery>> ListAsync(
        long webhookId, DeliveryState? state, long? before, int count, CancellationToken ct)
    {
        var all = Of(webhookId);
        if (state is { } wanted)
            all = all.Where(delivery => delivery.State == wanted);
        var rest = before is { } cursor ? all.Where(delivery => delivery.Cursor < cursor) : all;
        return db.ListAsync(
            rest.OrderByDescending(delivery => delivery.Cursor).Limit(count), all, before is null, ct);
    }

    public Task RecordAsync(long webhookId, long cursor, DeliveryAttempt attempt, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            UPDATE webhook_deliveries
            SET state = {attempt.State.ToString()}, attempts = attempts + 1, last_attempt_at = {attempt.At},
                status = {attempt.Status}, answer = {attempt.Answer}, error = {attempt.Error}
            WHERE webhook_id = {webhookId} AND cursor = {cursor}
            """, ct);

    /// <summary>Nothing is tried any more. What the last attempt has shown stays.</summary>
    public Task GiveUpAsync(long webhookId, long cursor, string reason, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            UPDATE webhook_deliveries SET state = {nameof(DeliveryState.Failed)}, error = {reason}
            WHERE webhook_id = {webhookId} AND cursor = {cursor}
            """, ct);

    /// <summary>Deletes up to 5,000 deliveries that were made before a time.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> DeleteAsync(DateTimeOffset before, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM webhook_deliveries WHERE (webhook_id, cursor) IN (
                SELECT webhook_id, cursor FROM webhook_deliveries WHERE created_at < {before}
                ORDER BY created_at LIMIT 5000)
            """, ct) == 5_000;

    private IQueryable<WebhookDelivery> Of(long webhookId) =>
        db.Set<WebhookDelivery>().AsNoTracking().Where(delivery => delivery.WebhookId == webhookId);
}

/// <param name="Status">The status of the answer; null if there was none.</param>
/// <param name="Answer">Its beginning.</param>
/// <param name="Error">Why there was none.</param>
internal sealed record DeliveryAttempt(
    DeliveryState State, DateTimeOffset At, int? Status, string? Answer, string? Error)
{
    /// <summary>Whether the subscriber did not answer, or is not able to.</summary>
    public bool IsUnreachable => Status is null or 429 or >= 500;
}
