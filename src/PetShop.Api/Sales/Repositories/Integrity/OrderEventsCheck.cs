using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>Other systems have been told of each order, as far as events are kept.</summary>
internal sealed class OrderEventsCheck(PetShopDbContext db) : OrderCheck(db)
{
    public override string Name => "order-events";

    public override string Promise => "Each order since the first event that is kept has its events: that it was "
        + "placed, and its status.";

    // The first event that is kept says since when orders must have theirs; clocks of nodes differ by seconds.
    protected override FormattableString Query(List<long> ids)
    {
        long[] orders = [.. ids];
        string[] keys = [.. ids.Select(id => "order:" + OrderNumber.Of(id))];
        return $"""
            SELECT o.id, e.types IS NULL OR NOT 'order.placed' = ANY (e.types)
                OR (o.status <> 'Pending' AND NOT 'order.' || lower(
                    regexp_replace(o.status, '(?<=.)([A-Z])', '_\1')) = ANY (e.types))
            FROM unnest({orders}, {keys}) AS part (id, key) JOIN orders o ON o.id = part.id
            CROSS JOIN LATERAL (SELECT array_agg(type) AS types FROM events WHERE key = part.key) e
            WHERE o.id BETWEEN {ids[0]} AND {ids[^1]} AND o.placed_at > interval '1 minute' + (
                SELECT occurred_at FROM events WHERE cursor IS NOT NULL ORDER BY cursor LIMIT 1)
            """;
    }
}
