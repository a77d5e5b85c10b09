using PetShop.Api.Core.Database;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>The amounts of an order add up.</summary>
internal sealed class OrderTotalsCheck(PetShopDbContext db) : OrderCheck(db)
{
    public override string Name => "order-totals";

    public override string Promise =>
        "An order's total is the sum of its lines, minus discounts, plus shipping and taxes that prices do not include.";

    protected override FormattableString Query(List<long> ids) => $"""
        SELECT o.id, l.lines IS NULL OR o.subtotal <> l.amount OR o.discount_total <> l.discount
            OR o.total_amount <> l.amount - l.discount + o.shipping_total
                + CASE WHEN o.prices_include_tax THEN 0 ELSE o.tax_total END
            OR o.tax_total <> l.tax + coalesce((o.pricing -> 'shipping' ->> 'tax')::numeric, 0)
            OR o.tax_total <> coalesce(t.tax, l.tax)
            OR l.uneven > 0
        FROM orders o
        LEFT JOIN (
            SELECT order_id, count(*) AS lines, sum(amount) AS amount, sum(discount) AS discount, sum(tax) AS tax,
                count(*) FILTER (WHERE amount <> price * quantity OR discount > amount) AS uneven
            FROM order_lines WHERE order_id BETWEEN {ids[0]} AND {ids[^1]} GROUP BY order_id) l ON l.order_id = o.id
        LEFT JOIN LATERAL (SELECT sum((line ->> 'tax')::numeric) AS tax
            FROM jsonb_array_elements(o.pricing -> 'tax_lines') AS line) t ON true
        WHERE o.id BETWEEN {ids[0]} AND {ids[^1]}
        """;
}
