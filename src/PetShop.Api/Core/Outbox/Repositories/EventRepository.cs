using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Outbox.Repositories;

/// <summary>The statements on <c>events</c>.</summary>
internal sealed class EventRepository(PetShopDbContext db)
{
    public static void Add(StatementBatch batch, NewEvent made) => batch.Add($"""
        INSERT INTO events (type, key, occurred_at, data)
        VALUES ({made.Type}, {made.Key}, {made.OccurredAt}, {made.Data}::jsonb)
        """);

    public Task<bool> IsAnyWaitingAsync(CancellationToken ct) =>
        db.Set<StoredEvent>().AnyAsync(stored => stored.Cursor == null, ct);

    /// <summary>The last cursor that was given. Until the end of the transaction nobody else gives any.</summary>
    public async Task<long> LockLastAsync(CancellationToken ct) => (await db.ReadAsync($"""
        INSERT INTO event_positions (id, last) VALUES (1, 0)
        ON CONFLICT (id) DO UPDATE SET last = event_positions.last RETURNING last
        """, row => row.GetInt64(0), ct)).Single();

    /// <summary>
    /// Gives the next cursors to committed events, in the order of their ids. Must follow <see cref="LockLastAsync"/>,
    /// so that its snapshot contains all that were numbered.
    /// </summary>
    public Task<List<EventRow>> NumberAsync(long last, int most, CancellationToken ct) => db.ReadAsync($"""
        WITH waiting AS (SELECT id FROM events WHERE cursor IS NULL ORDER BY id {ListTotals.Limit(most)}),
        placed AS (SELECT id, {last} + row_number() OVER (ORDER BY id) AS place FROM waiting),
        numbered AS (
            UPDATE events SET cursor = placed.place FROM placed WHERE events.id = placed.id
            RETURNING cursor, type, key, occurred_at, data),
        moved AS (UPDATE event_positions SET last = {last} + (SELECT count(*) FROM waiting))
        SELECT cursor, type, key, occurred_at, data::text FROM numbered ORDER BY cursor
        """, Read, ct);

    /// <summary>A page of events after a cursor, read at one moment with the first and last that exist.</summary>
    /// <param name="types">Null for all.</param>
    public async Task<EventRows> ReadAsync(long after, int most, string[]? types, CancellationToken ct)
    {
        var limit = ListTotals.Limit(most);
        FormattableString columns = $"cursor, type, key, occurred_at, data::text AS data";
        FormattableString all = $"SELECT {columns} FROM events WHERE cursor > {after} ORDER BY cursor {limit}";
        FormattableString some = $"""
            SELECT found.* FROM unnest({types}) AS wanted (name) CROSS JOIN LATERAL (
                SELECT {columns} FROM events WHERE type = wanted.name AND cursor > {after}
                ORDER BY cursor {limit}) AS found
            ORDER BY found.cursor {limit}
            """;
        var rows = await db.ReadAsync($"""
            SELECT page.*, coalesce((SELECT last FROM event_positions), 0), (SELECT min(cursor) FROM events)
            FROM (SELECT) AS one LEFT JOIN LATERAL ({(types is null ? all : some)}) AS page ON true ORDER BY page.cursor
            """, row => (Row: row.IsDBNull(0) ? null : Read(row), Last: row.GetInt64(5),
                First: row.ValueOrNull<long>(6)), ct);
        return new([.. rows.Select(row => row.Row).OfType<EventRow>()], rows[0].First, rows[0].Last);
    }

    /// <summary>Deletes up to 5,000 of the oldest numbered events, up to the first one that is kept.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> DeleteAsync(DateTimeOffset before, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
            WITH oldest AS (
                SELECT cursor, occurred_at FROM events WHERE cursor IS NOT NULL ORDER BY cursor LIMIT 5000),
            kept AS (SELECT min(cursor) AS first FROM oldest WHERE occurred_at >= {before})
            DELETE FROM events USING oldest, kept
            WHERE events.cursor = oldest.cursor AND (kept.first IS NULL OR oldest.cursor < kept.first)
            """, ct) == 5_000;

    private static EventRow Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4));
}

internal sealed record NewEvent(string Type, string Key, DateTimeOffset OccurredAt, string Data);

internal sealed record EventRow(long Cursor, string Type, string Key, DateTimeOffset OccurredAt, string Data);

/// <param name="First">The first cursor that is kept; null if none is.</param>
/// <param name="Last">The last cursor that was given.</param>
internal sealed record EventRows(IReadOnlyList<EventRow> Rows, long? First, long Last);
