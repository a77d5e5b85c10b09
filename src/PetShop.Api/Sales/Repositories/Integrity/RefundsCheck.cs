using PetShop.Api.Core.Database;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>No more money goes back than has come in.</summary>
internal sealed class RefundsCheck(PetShopDbContext db) : OrderCheck(db)
{
    public override string Name => "refunds";

    public override string Promise =>
        "What was refunded is the sum of the refunds, what went back to a payment the sum of its transfers, and neither "
        + "is more than was captured.";

    protected override FormattableString Query(List<long> ids) => $"""
        SELECT o.id, EXISTS (
                SELECT FROM payments p LEFT JOIN LATERAL (SELECT sum(t.amount) AS amount FROM refund_transfers t
                    WHERE t.order_id = p.order_id AND t.payment_number = p.number AND t.status <> 'Failed') t ON true
                WHERE p.order_id = o.id AND (p.refunded_amount <> coalesce(t.amount, 0)
                    OR p.refunded_amount > p.captured_amount))
            OR EXISTS (
                SELECT FROM invoice_register r JOIN invoices i ON i.id = r.invoice_id
                    LEFT JOIN LATERAL (SELECT sum(f.amount) AS amount FROM refunds f
                        WHERE f.order_id = r.order_id AND f.invoice_id = i.id) f ON true
                WHERE r.order_id = o.id AND (i.refunded_amount <> coalesce(f.amount, 0)
                    OR i.refunded_amount > i.total_amount))
            OR coalesce((SELECT sum(f.amount) FROM refunds f WHERE f.order_id = o.id), 0)
                > coalesce((SELECT sum(p.captured_amount) FROM payments p WHERE p.order_id = o.id), 0)
        FROM orders o WHERE o.id BETWEEN {ids[0]} AND {ids[^1]}
        """;
}
