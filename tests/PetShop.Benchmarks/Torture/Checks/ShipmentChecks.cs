namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>What has been shipped agrees with the orders and their status.</summary>
internal static class ShipmentChecks
{
    public static readonly IReadOnlyList<Check> All =
    [
        new("units in shipments = shipped units of the line ≤ ordered units", """
            SELECT format('order %s, line %s: %s in shipments, %s of %s', l.order_id, l.position,
                coalesce(s.units, 0), l.shipped_quantity, l.quantity),
                coalesce(s.units, 0) <> l.shipped_quantity OR l.shipped_quantity > l.quantity
            FROM order_lines l LEFT JOIN (SELECT order_id, position, sum(quantity) AS units FROM shipment_lines
                GROUP BY order_id, position) s USING (order_id, position)
            """),
        new("an order is shipped when all of it is, partially when a part is, and gift cards never are", """
            SELECT format('order %s is %s, %s of %s units have shipped', o.id, o.status, l.shipped, l.units),
                CASE WHEN EXISTS (SELECT FROM gift_cards g WHERE g.order_id = o.id) THEN l.shipped > 0
                    WHEN o.status IN ('Shipped', 'Delivered') THEN l.shipped <> l.units
                    WHEN o.status = 'PartiallyShipped' THEN l.shipped = 0 OR l.shipped = l.units
                    ELSE l.shipped > 0 END
            FROM orders o JOIN (SELECT order_id, sum(shipped_quantity) AS shipped, sum(quantity) AS units
                FROM order_lines GROUP BY order_id) l ON l.order_id = o.id
            """),
        new("an order belongs to an account or to a guest, and so do its invoices and returns", """
            SELECT format('order %s', o.id), (o.user_id IS NULL) <> (o.guest_key IS NOT NULL)
                OR EXISTS (SELECT FROM invoices i WHERE i.order_id = o.id AND i.user_id IS DISTINCT FROM o.user_id)
                OR EXISTS (SELECT FROM returns r WHERE r.order_id = o.id AND r.user_id IS DISTINCT FROM o.user_id)
            FROM orders o
            """),
    ];
}
