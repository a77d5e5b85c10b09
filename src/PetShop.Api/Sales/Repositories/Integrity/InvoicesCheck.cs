using PetShop.Api.Core.Database;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>Invoices agree with their orders.</summary>
internal sealed class InvoicesCheck(PetShopDbContext db) : OrderCheck(db)
{
    public override string Name => "invoices";

    public override string Promise =>
        "An order has at most one invoice that is not void, of its total; of a cancelled order nothing is left to pay.";

    protected override FormattableString Query(List<long> ids) => $"""
        SELECT o.id, coalesce(i.valid, 0) > 1 OR CASE WHEN o.status = 'Cancelled' THEN coalesce(i.open, 0) > 0
            ELSE coalesce(i.other_total, 0) > 0 END OR coalesce(i.unregistered, 0) > 0
        FROM orders o
        LEFT JOIN (
            SELECT r.order_id, count(*) FILTER (WHERE i.status <> 'Void') AS valid,
                count(*) FILTER (WHERE i.status <> 'Void'
                    AND NOT (i.status = 'Refunded' AND i.refunded_amount = i.total_amount)) AS open,
                count(*) FILTER (WHERE i.status <> 'Void' AND i.total_amount <> orders.total_amount) AS other_total,
                count(*) FILTER (WHERE i.id IS NULL OR i.order_id <> r.order_id
                    OR r.is_void <> (i.status = 'Void')) AS unregistered
            FROM orders JOIN invoice_register r ON r.order_id = orders.id LEFT JOIN invoices i ON i.id = r.invoice_id
            WHERE orders.id BETWEEN {ids[0]} AND {ids[^1]} GROUP BY r.order_id) i ON i.order_id = o.id
        WHERE o.id BETWEEN {ids[0]} AND {ids[^1]}
        """;
}
