using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Outbox.Repositories;

namespace PetShop.Api.Core.Outbox;

/// <summary>Reads the events that are kept.</summary>
public interface IEventLog
{
    /// <summary>The events after a cursor, in the order of their cursors.</summary>
    /// <param name="after">Null for the first that is kept.</param>
    /// <param name="types">Null for all.</param>
    /// <param name="field">The caller's parameter that contains the cursor.</param>
    /// <exception cref="ShopException">400: the cursor has not been given. 410: some after it were deleted.</exception>
    Task<EventBatch> ReadAsync(
        long? after, int limit, IReadOnlyCollection<string>? types, CancellationToken ct, string field = "after");

    /// <summary>The event with this cursor; null if it is not kept.</summary>
    Task<PublishedEvent?> FindAsync(long cursor, CancellationToken ct);
}

/// <param name="NextAfter">The cursor to go on from: that of the last event, or of the last that was looked at.</param>
public sealed record EventBatch(IReadOnlyList<PublishedEvent> Events, long NextAfter);

internal sealed class EventLog(EventRepository events) : IEventLog
{
    private static readonly ProblemType Gone = new(
        "events-gone", "Events after this cursor are no longer kept.", ProblemKind.Gone)
    {
        Example = "The first event that is kept has the cursor 4711. Read the resources themselves, then go on from "
            + "there.",
    };

    public async Task<PublishedEvent?> FindAsync(long cursor, CancellationToken ct)
    {
        var page = await events.ReadAsync(cursor - 1, 1, types: null, ct);
        return page.Rows is [var row] && row.Cursor == cursor ? PublishedEvent.Of(row) : null;
    }

    public async Task<EventBatch> ReadAsync(
        long? after, int limit, IReadOnlyCollection<string>? types, CancellationToken ct, string field)
    {
        var from = after ?? 0;
        var page = await events.ReadAsync(from, limit, types is null ? null : [.. types.Distinct()], ct);
        if (from > page.Last)
            throw ShopException.Invalid(field, $"The last cursor is {page.Last}.");
        var first = page.First ?? page.Last + 1;
        if (after is not null && from < first - 1)
            throw new ShopException(Gone, $"The first event that is kept has the cursor {first}. Read the resources "
                + "themselves, then go on from there.");
        var next = page.Rows.Count == limit ? page.Rows[^1].Cursor : Math.Max(page.Last, from);
        return new([.. page.Rows.Select(PublishedEvent.Of)], next);
    }
}
