namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>Amounts add up, in the currency's own decimals.</summary>
internal static class MoneyChecks
{
    private const string Decimals = """
        CASE WHEN o.currency IN ('JPY', 'KRW', 'CLP', 'ISK') THEN 0
            WHEN o.currency IN ('KWD', 'BHD', 'TND') THEN 3 ELSE 2 END
        """;

    public static readonly IReadOnlyList<Check> All =
    [
        new("no amount is negative", """
            SELECT format('order %s', o.id), least(o.subtotal, o.discount_total, o.shipping_total, o.tax_total,
                o.total_amount, (SELECT min(least(amount, discount, tax, amount - discount)) FROM order_lines
                    WHERE order_id = o.id)) < 0
            FROM orders o
            """),
        new("an order of which everything came back was refunded in full", """
            SELECT format('order %s', o.id), i.refunded_amount <> o.total_amount
            FROM orders o JOIN invoices i ON i.order_id = o.id AND i.status IN ('Paid', 'Refunded')
            WHERE (SELECT sum(quantity) FROM order_lines WHERE order_id = o.id) = (SELECT sum(l.quantity)
                FROM returns r JOIN return_lines l ON l.return_id = r.id
                WHERE r.order_id = o.id AND r.status = 'Processed')
            """),
        new("order total = Σ lines − discounts + shipping + tax, in the currency's decimals", $"""
            SELECT format('order %s', o.id), o.subtotal <> l.amount OR o.discount_total <> l.discount
                OR o.total_amount <> l.amount - l.discount + o.shipping_total
                    + CASE WHEN o.prices_include_tax THEN 0 ELSE o.tax_total END
                OR o.tax_total <> l.tax + coalesce((o.pricing -> 'shipping' ->> 'tax')::numeric, 0)
                OR o.shipping_total <> coalesce((o.pricing -> 'shipping' ->> 'amount')::numeric
                    - (o.pricing -> 'shipping' ->> 'discount')::numeric, 0)
                OR o.total_amount <> round(o.total_amount, {Decimals}) OR l.uneven > 0
            FROM orders o JOIN LATERAL (SELECT sum(amount) AS amount, sum(discount) AS discount, sum(tax) AS tax,
                count(*) FILTER (WHERE amount <> price * quantity OR discount <> round(discount, {Decimals})
                    OR tax <> round(tax, {Decimals}) OR discount > amount) AS uneven
                FROM order_lines WHERE order_id = o.id) l ON true
            """),
        new("Σ tax lines = tax, Σ promotions = discounts", """
            SELECT format('order %s', o.id), t.tax <> o.tax_total
                OR p.goods <> o.discount_total
                OR p.shipping <> coalesce((o.pricing -> 'shipping' ->> 'discount')::numeric, 0)
            FROM orders o
            JOIN LATERAL (SELECT coalesce(sum((line ->> 'tax')::numeric), 0) AS tax
                FROM jsonb_array_elements(o.pricing -> 'tax_lines') line) t ON true
            JOIN LATERAL (SELECT
                coalesce(sum((use ->> 'amount')::numeric) FILTER (WHERE NOT (use ->> 'is_on_shipping')::boolean), 0)
                    AS goods,
                coalesce(sum((use ->> 'amount')::numeric) FILTER (WHERE (use ->> 'is_on_shipping')::boolean), 0)
                    AS shipping
                FROM jsonb_array_elements(o.pricing -> 'promotions') use) p ON true
            """),
        new("the last price step is the total", """
            SELECT format('order %s', o.id), (s.steps -> -1 ->> 'amount')::numeric <> o.total_amount
                OR s.steps -> -1 ->> 'kind' <> 'Total'
            FROM orders o JOIN order_price_steps s ON s.order_id = o.id
            """),
        new("Σ refunds = refunded amount ≤ what was paid, each return once", """
            SELECT format('invoice %s', i.id), coalesce(r.sum, 0) <> i.refunded_amount
                OR i.refunded_amount > CASE WHEN i.status IN ('Paid', 'Refunded') THEN i.total_amount ELSE 0 END
                OR r.count > r.different
            FROM invoices i LEFT JOIN (SELECT invoice_id, sum(amount) AS sum, count(return_id) AS count,
                count(DISTINCT return_id) AS different FROM refunds GROUP BY invoice_id) r ON r.invoice_id = i.id
            """),
        new("a cancelled order has no invoice to pay: void, or refunded in full", """
            SELECT format('invoice %s', i.id), i.status NOT IN ('Void', 'Refunded')
                OR (i.status = 'Refunded' AND i.refunded_amount <> i.total_amount)
            FROM orders o JOIN invoices i ON i.order_id = o.id WHERE o.status = 'Cancelled'
            """),
        new("an order has at most one invoice that is not void", """
            SELECT format('order %s', o.id), count(*) FILTER (WHERE i.status <> 'Void') > 1
                OR count(*) FILTER (WHERE r.is_void <> (i.status = 'Void')) > 0
            FROM orders o JOIN invoice_register r ON r.order_id = o.id
                JOIN invoices i ON i.id = r.invoice_id GROUP BY o.id
            """),
        new("invoice numbers have no gap and no duplicate", """
            SELECT format('%s%s-%s', series, year, sequence), (sequence IS NULL) <> (issued_at IS NULL)
                OR coalesce(sequence <> row_number() OVER (PARTITION BY series, year ORDER BY sequence), false)
            FROM invoice_register
            """),
        new("an invoice has a number if and only if it was issued: paid, or on account", """
            SELECT format('invoice %s', i.id), (r.sequence IS NOT NULL) <> (i.status IN ('Paid', 'Refunded')
                OR i.total_amount = 0 OR o.payment_terms = 'OnAccount')
            FROM invoices i JOIN invoice_register r ON r.invoice_id = i.id JOIN orders o ON o.id = i.order_id
            """),
        new("credit note numbers have no gap and no duplicate", """
            SELECT format('%s%s-%s', series, year, sequence),
                sequence <> row_number() OVER (PARTITION BY series, year ORDER BY sequence)
            FROM credit_notes
            """),
        new("every numbered invoice is written, and no document waits", """
            SELECT format('invoice %s', r.invoice_id), r.sequence IS NOT NULL AND (
                NOT EXISTS (SELECT FROM invoice_documents d WHERE d.invoice_id = r.invoice_id)
                OR EXISTS (SELECT FROM document_tasks t WHERE t.invoice_id = r.invoice_id))
            FROM invoice_register r
            """),
        new("an invoice minus its credit notes is what was not refunded, and 0 if it is void", """
            SELECT format('invoice %s', i.id), i.total_amount - coalesce(n.amount, 0)
                <> CASE WHEN i.status = 'Void' THEN 0 ELSE i.total_amount - i.refunded_amount END
            FROM invoices i JOIN invoice_register r ON r.invoice_id = i.id AND r.sequence IS NOT NULL
                LEFT JOIN (SELECT invoice_id, sum(total_amount) AS amount FROM credit_notes GROUP BY invoice_id) n
                    ON n.invoice_id = i.id
            """),
    ];
}
