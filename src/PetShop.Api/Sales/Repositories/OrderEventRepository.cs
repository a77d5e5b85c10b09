using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Timeline;

namespace PetShop.Api.Sales.Repositories;

/// <summary>What happened to orders. Rows are added, never changed.</summary>
internal sealed class OrderEventRepository(PetShopDbContext db)
{
    /// <summary>Adds the insertion of a new order's first event.</summary>
    public static void Begin(StatementBatch batch, OrderEvent entry) => batch.Insert(entry);

    /// <summary>Adds the insertion of an order's next event. The transaction must hold the order's lock.</summary>
    public static void Append(StatementBatch batch, OrderEvent entry) => batch.Add($"""
        INSERT INTO order_events (order_id, number, type, author, user_id, happened_at, before, after, subject_id, text,
            is_internal)
        SELECT {entry.OrderId}, coalesce(max(number), 0) + 1, {entry.Type.ToString()}, {entry.Author.ToString()},
            {entry.UserId}::bigint, {entry.HappenedAt}, {OrderEventValues.Write(entry.Before)}::jsonb,
            {OrderEventValues.Write(entry.After)}::jsonb, {entry.SubjectId}::bigint, {entry.Text}, {entry.IsInternal}
        FROM order_events WHERE order_id = {entry.OrderId}
        """);

    /// <summary>
    /// Adds the insertion of the same event, without values, to several orders. The transaction must hold their locks.
    /// </summary>
    public static void Append(StatementBatch batch, long[] orderIds, OrderEvent entry) => batch.Add($"""
        INSERT INTO order_events (order_id, number, type, author, user_id, happened_at, is_internal)
        SELECT o.id, coalesce((SELECT max(number) FROM order_events WHERE order_id = o.id), 0) + 1,
            {entry.Type.ToString()}, {entry.Author.ToString()}, {entry.UserId}::bigint, {entry.HappenedAt},
            {entry.IsInternal}
        FROM unnest({orderIds}) AS o (id)
        """);

    /// <summary>What happened to an order, the newest first.</summary>
    /// <param name="isForAdmin">Whether internal events are included.</param>
    /// <param name="before">The position of the previous page's last event; null for the first page.</param>
    public Task<ListResult<PlacedEvent>> ListAsync(
        long orderId, bool isForAdmin, int? before, int count, CancellationToken ct)
    {
        var all = Of(orderId);
        if (!isForAdmin)
            all = all.Where(entry => !entry.IsInternal);
        var rest = before is { } position ? all.OrderBy(entry => entry.Number).Take(position - 1) : all;
        var page = rest.OrderByDescending(entry => entry.Number).Limit(count)
            .Select(entry => new PlacedEvent(entry, all.Count(older => older.Number <= entry.Number)));
        return db.ListAsync(page, all, before is null, ct);
    }

    /// <summary>How many notes the customer wrote on the order. To act on the result, lock the order first.</summary>
    public Task<int> CountCustomerNotesAsync(long orderId, CancellationToken ct) => Of(orderId)
        .CountAsync(entry => entry.Type == OrderEventType.Note
            && (entry.Author == OrderEventAuthor.Customer || entry.Author == OrderEventAuthor.Guest), ct);

    private IQueryable<OrderEvent> Of(long orderId) =>
        db.Set<OrderEvent>().AsNoTracking().Where(entry => entry.OrderId == orderId);
}

/// <summary>An event and its position among those that the caller can see, counted from the oldest.</summary>
internal sealed record PlacedEvent(OrderEvent Event, int Position);
