using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>Looks for orders whose data contradict each other, 5,000 orders at a time.</summary>
internal sealed class OrderFaultRepository(PetShopDbContext db)
{
    public Task<CheckedPart> CheckTotalsAsync(long from, CancellationToken ct) => CheckAsync(from, Totals, ct);

    public Task<CheckedPart> CheckInvoicesAsync(long from, CancellationToken ct) => CheckAsync(from, Invoices, ct);

    public Task<CheckedPart> CheckRefundsAsync(long from, CancellationToken ct) => CheckAsync(from, Refunds, ct);

    public Task<CheckedPart> CheckCreditNotesAsync(long from, CancellationToken ct) =>
        CheckAsync(from, CreditNotes, ct);

    public Task<CheckedPart> CheckEventsAsync(long from, CancellationToken ct) => CheckAsync(from, Events, ct);

    private Task<CheckedPart> CheckAsync(
        long from, Func<List<long>, FormattableString> query, CancellationToken ct) => db.CheckPartAsync(
        $"SELECT id FROM orders WHERE id >= {from} ORDER BY id {ListTotals.Limit(FaultParts.Size)}", query,
        OrderNumber.Of, ct);

    private static FormattableString Totals(List<long> ids) => $"""
        SELECT o.id, l.lines IS NULL OR o.subtotal <> l.amount OR o.discount_total <> l.discount
            OR o.total_amount <> l.amount - l.discount + o.shipping_total
                + CASE WHEN o.prices_include_tax THEN 0 ELSE o.tax_total END
            OR o.tax_total <> l.tax + coalesce((o.pricing -> 'shipping' ->> 'tax')::numeric, 0)
            OR o.tax_total <> coalesce(t.tax, l.tax)
            OR l.uneven > 0
            OR (o.pricing -> 'tax_lines' -> 0 ->> 'treatment' = 'Voucher'
                AND NOT EXISTS (SELECT FROM gift_cards g WHERE g.order_id = o.id))
        FROM orders o
        LEFT JOIN (
            SELECT order_id, count(*) AS lines, sum(amount) AS amount, sum(discount) AS discount, sum(tax) AS tax,
                count(*) FILTER (WHERE amount <> price * quantity OR discount > amount) AS uneven
            FROM order_lines WHERE order_id BETWEEN {ids[0]} AND {ids[^1]} GROUP BY order_id) l ON l.order_id = o.id
        LEFT JOIN LATERAL (SELECT sum((line ->> 'tax')::numeric) AS tax
            FROM jsonb_array_elements(o.pricing -> 'tax_lines') AS line) t ON true
        WHERE o.id BETWEEN {ids[0]} AND {ids[^1]}
        """;

    private static FormattableString Invoices(List<long> ids) => $"""
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

    private static FormattableString Refunds(List<long> ids) => $"""
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

    /// <summary>
    /// Invoices that have a document, and their credit notes. An order with a document or number to come is right for
    /// now; another check names what does not come.
    /// </summary>
    private static FormattableString CreditNotes(List<long> ids) => $"""
        SELECT o.id, coalesce(NOT i.is_under_way AND (i.unwritten > 0 OR i.invoiced <> i.credited
            + CASE WHEN o.status = 'Cancelled' THEN 0 ELSE i.standing END), false)
        FROM orders o
        LEFT JOIN (
            SELECT r.order_id,
                bool_or(r.sequence IS NULL OR EXISTS (SELECT FROM document_tasks t WHERE t.invoice_id = i.id))
                    AS is_under_way,
                count(*) FILTER (WHERE d.invoice_id IS NULL AND NOT r.is_void) AS unwritten,
                coalesce(sum(i.total_amount) FILTER (WHERE d.invoice_id IS NOT NULL), 0) AS invoiced,
                coalesce(sum(n.amount), 0) AS credited,
                coalesce(sum(i.total_amount - i.refunded_amount)
                    FILTER (WHERE d.invoice_id IS NOT NULL AND NOT r.is_void), 0) AS standing
            FROM invoice_register r JOIN invoices i ON i.id = r.invoice_id
                LEFT JOIN invoice_documents d ON d.invoice_id = i.id
                LEFT JOIN LATERAL (
                    SELECT sum(total_amount) AS amount FROM credit_notes WHERE invoice_id = i.id) n ON true
            WHERE r.order_id BETWEEN {ids[0]} AND {ids[^1]} AND r.issued_at IS NOT NULL
            GROUP BY r.order_id) i ON i.order_id = o.id
        WHERE o.id BETWEEN {ids[0]} AND {ids[^1]}
        """;

    private static FormattableString Events(List<long> ids)
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
