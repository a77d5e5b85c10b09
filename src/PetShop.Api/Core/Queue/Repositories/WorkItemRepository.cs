using System.Data.Common;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Queue.Repositories;

/// <summary>
/// The statements on <c>work_items</c>. None keeps a transaction open. An item that is leased is looked at again when
/// its lease ends, so that the index of what is due leaves leased ones out.
/// </summary>
internal sealed class WorkItemRepository(PetShopDbContext db)
{
    /// <param name="item">A new item; one with the same queue and key stays as it is.</param>
    public static void Add(StatementBatch batch, NewWorkItem item) => batch.Add($"""
        INSERT INTO work_items (queue, key, order_key, payload, created_at, due_at, available_at, attempts)
        VALUES ({item.Queue}, {item.Key}, {item.OrderKey}, {item.Payload}::jsonb, {item.CreatedAt}, {item.DueAt},
            {item.DueAt}, 0)
        ON CONFLICT (queue, key) DO NOTHING
        """);

    public static void Repeat(StatementBatch batch, NewWorkItem item) => batch.Add($"""
        INSERT INTO work_items (queue, key, order_key, payload, created_at, due_at, available_at, attempts)
        VALUES ({item.Queue}, {item.Key}, {item.OrderKey}, {item.Payload}::jsonb, {item.CreatedAt}, {item.DueAt},
            {item.DueAt}, 0)
        ON CONFLICT (queue, key) DO UPDATE SET created_at = excluded.created_at, due_at = excluded.due_at,
            available_at = excluded.due_at, attempts = 0, started_at = NULL, parked_at = NULL
        WHERE work_items.lease IS NULL
        """);

    public static void Remove(StatementBatch batch, string queue, string key) => batch.Add($"""
        WITH gone AS (DELETE FROM work_items WHERE queue = {queue} AND key = {key} RETURNING id, queue, order_key)
        {WakeNext}
        """);

    public static void RemoveAll(StatementBatch batch, string queue, string keyPrefix)
    {
        var behind = keyPrefix[..^1] + (char)(keyPrefix[^1] + 1);       // in the order of the index
        batch.Add($"DELETE FROM work_items WHERE queue = {queue} AND key >= {keyPrefix} AND key < {behind}");
    }

    /// <summary>
    /// Takes items that are due, in one statement that looks at the first hundred of them. Of those with the same order
    /// key only the first can be taken, and only while none is being done: a unique index refuses the claim if one
    /// appears meanwhile. Those that have to wait are set aside until the first is due or, while it is being done, for
    /// a few seconds. Its end wakes the next at once, except when it happens during the claim.
    /// </summary>
    /// <param name="lease">Names the claim.</param>
    public async Task<ClaimedItems> ClaimAsync(
        string queue, int most, Guid lease, TimeSpan duration, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + duration;
        var (soon, latest) = (now + TimeSpan.FromSeconds(1), now + TimeSpan.FromSeconds(5));
        var rows = await db.ReadAsync($"""
            WITH due AS (
                SELECT id, order_key FROM work_items
                WHERE queue = {queue} AND parked_at IS NULL AND available_at <= {now}
                ORDER BY available_at, id LIMIT 100),
            seen AS (
                SELECT due.id, earlier.id IS NOT NULL OR leased.id IS NOT NULL AS is_blocked,
                    CASE WHEN earlier.id IS NULL OR earlier.lease IS NOT NULL THEN {latest}
                        ELSE earlier.available_at END AS look_again
                FROM due
                LEFT JOIN LATERAL (
                    SELECT id, available_at, lease FROM work_items
                    WHERE queue = {queue} AND order_key = due.order_key AND parked_at IS NULL AND id < due.id
                    ORDER BY id LIMIT 1) earlier ON due.order_key IS NOT NULL
                LEFT JOIN LATERAL (
                    SELECT id FROM work_items
                    WHERE queue = {queue} AND order_key = due.order_key AND lease IS NOT NULL AND id <> due.id
                    LIMIT 1) leased ON due.order_key IS NOT NULL),
            blocked AS MATERIALIZED (
                SELECT id FROM work_items WHERE id = ANY (ARRAY (SELECT id FROM seen WHERE is_blocked))
                    AND parked_at IS NULL AND available_at <= {now} FOR UPDATE SKIP LOCKED),
            free AS MATERIALIZED (
                SELECT id FROM work_items WHERE id = ANY (ARRAY (SELECT id FROM seen WHERE NOT is_blocked))
                    AND parked_at IS NULL AND available_at <= {now}
                ORDER BY available_at, id LIMIT {most} FOR UPDATE SKIP LOCKED),
            waiting AS (
                UPDATE work_items item
                SET available_at = greatest({soon}, seen.look_again), lease = NULL, leased_until = NULL
                FROM blocked JOIN seen ON seen.id = blocked.id WHERE item.id = blocked.id
                RETURNING item.id),
            taken AS (
                UPDATE work_items item
                SET lease = {lease}, leased_until = {until}, available_at = {until}, attempts = attempts + 1,
                    started_at = coalesce(started_at, {now})
                FROM free WHERE item.id = free.id
                RETURNING item.*)
            SELECT id, key, payload::text, attempts, created_at, started_at FROM taken
            UNION ALL
            SELECT id, NULL, NULL, NULL, NULL, NULL FROM waiting
            """, row => row.IsDBNull(1) ? null : Read(row), ct);
        return new([.. rows.OfType<ClaimedItem>()], rows.Contains(null));
    }

    /// <summary>Deletes an item that is done.</summary>
    /// <returns>False if another node has it now.</returns>
    public Task<bool> CompleteAsync(LeasedItem item, CancellationToken ct) => ChangeAsync($"""
        WITH gone AS (
            DELETE FROM work_items WHERE id = {item.Id} AND lease = {item.Lease} RETURNING id, queue, order_key),
        next AS ({WakeNext} RETURNING 1)
        SELECT count(*) FROM gone
        """, ct);

    /// <summary>Gives an item back: it runs again at the given time.</summary>
    /// <param name="error">Null if the attempt does not count: the item is then as old as if it had not been taken.
    /// </param>
    public Task<bool> ReleaseAsync(LeasedItem item, DateTimeOffset due, string? error, CancellationToken ct)
    {
        var undone = error is null ? 1 : 0;
        return ChangeAsync($"""
            WITH given AS (
                UPDATE work_items
                SET lease = NULL, leased_until = NULL, due_at = {due}, available_at = {due},
                    attempts = attempts - {undone}, last_error = coalesce({error}, last_error),
                    started_at = CASE WHEN attempts > {undone} THEN started_at END
                WHERE id = {item.Id} AND lease = {item.Lease} RETURNING 1)
            SELECT count(*) FROM given
            """, ct);
    }

    /// <summary>Gives an item up. The next of its order key can go on.</summary>
    public Task<bool> ParkAsync(
        LeasedItem item, DateTimeOffset now, string error, CancellationToken ct) => ChangeAsync($"""
        WITH gone AS (
            UPDATE work_items SET lease = NULL, leased_until = NULL, parked_at = {now}, last_error = {error}
            WHERE id = {item.Id} AND lease = {item.Lease} RETURNING id, queue, order_key),
        next AS ({WakeNext} RETURNING 1)
        SELECT count(*) FROM gone
        """, ct);

    /// <summary>Lets the first item of the order key of <c>gone</c> be looked at as soon as it is due.</summary>
    private static FormattableString WakeNext => $"""
        UPDATE work_items SET available_at = due_at
        FROM gone CROSS JOIN LATERAL (
            SELECT other.id FROM work_items other
            WHERE other.queue = gone.queue AND other.order_key = gone.order_key AND other.parked_at IS NULL
                AND other.id <> gone.id
            ORDER BY other.id LIMIT 1) AS first
        WHERE work_items.id = first.id AND work_items.lease IS NULL
        """;

    private async Task<bool> ChangeAsync(FormattableString sql, CancellationToken ct) =>
        (await db.ReadAsync(sql, row => row.GetInt64(0), ct)).Single() == 1;

    private static ClaimedItem Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5));
}

/// <param name="DueAt">When it may run.</param>
internal sealed record NewWorkItem(
    string Queue, string Key, string? OrderKey, string Payload, DateTimeOffset CreatedAt, DateTimeOffset DueAt);

/// <summary>What a claim found.</summary>
/// <param name="HasMore">Whether it met items that wait for others, so that more may be due behind them.</param>
internal sealed record ClaimedItems(IReadOnlyList<ClaimedItem> Taken, bool HasMore);

internal sealed record ClaimedItem(
    long Id, string Key, string Payload, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset StartedAt);

/// <summary>An item in the hands of a node.</summary>
internal readonly record struct LeasedItem(long Id, Guid Lease);
