namespace PetShop.Api.Core.Database.Migrations
{
    public partial class RefundsAndLimits
    {
        /// <summary>
        /// Return lines say what they are about, as the order does. Later lines of one product repeat its first.
        /// </summary>
        private const string NameReturnLines = """
            UPDATE return_lines line SET sku = sold.sku, product_name = sold.product_name
            FROM (
                SELECT DISTINCT ON (request.id, bought.product_id) request.id AS return_id, bought.product_id,
                    bought.sku, bought.product_name
                FROM returns request JOIN order_lines bought ON bought.order_id = request.order_id
                ORDER BY request.id, bought.product_id, bought.position) sold
            WHERE sold.return_id = line.return_id AND sold.product_id = line.product_id;
            ALTER TABLE return_lines ALTER COLUMN sku DROP DEFAULT, ALTER COLUMN product_name DROP DEFAULT;
            ALTER TABLE invoices ALTER COLUMN refunded_amount DROP DEFAULT;
            """;

        /// <summary>
        /// Processed returns are booked first, in the order of their ids and only as far as the paid invoice reaches,
        /// then what was left of a refunded invoice. So the sum never passes what was paid, and the constraint cannot
        /// refuse old data. What does not fit stays on the return alone, in <c>total_refund</c>; docs/operations.md has
        /// the query that lists it.
        /// </summary>
        private const string BookOldRefunds = """
            CREATE TEMPORARY TABLE paid ON COMMIT DROP AS
                SELECT entry.order_id, invoice.id AS invoice_id, invoice.total_amount, invoice.currency, invoice.status,
                    invoice.updated_at
                FROM invoice_register entry JOIN invoices invoice ON invoice.id = entry.invoice_id
                WHERE NOT entry.is_void AND invoice.status IN ('Paid', 'Refunded');

            WITH processed AS (
                SELECT request.id, request.order_id, request.updated_at, paid.invoice_id, paid.currency,
                    least(request.total_refund, greatest(0, paid.total_amount
                        - (sum(request.total_refund) OVER (PARTITION BY request.order_id
                            ORDER BY request.id) - request.total_refund))) AS amount
                FROM returns request JOIN paid ON paid.order_id = request.order_id
                WHERE request.status = 'Processed')
            INSERT INTO refunds (order_id, number, invoice_id, amount, currency, reason, return_id, refunded_at)
            SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY id), invoice_id, amount, currency,
                'ReturnProcessed', id, updated_at
            FROM processed WHERE amount > 0;

            WITH booked AS (SELECT order_id, max(number) AS number, sum(amount) AS amount FROM refunds
                GROUP BY order_id)
            INSERT INTO refunds (order_id, number, invoice_id, amount, currency, reason, refunded_at)
            SELECT paid.order_id, coalesce(booked.number, 0) + 1, paid.invoice_id,
                paid.total_amount - coalesce(booked.amount, 0), paid.currency,
                CASE WHEN orders.status = 'Cancelled' THEN 'OrderCancelled' ELSE 'InvoiceRefunded' END, paid.updated_at
            FROM paid JOIN orders ON orders.id = paid.order_id LEFT JOIN booked ON booked.order_id = paid.order_id
            WHERE paid.status = 'Refunded' AND paid.total_amount > coalesce(booked.amount, 0);

            UPDATE invoices SET refunded_amount = booked.amount
            FROM (SELECT invoice_id, sum(amount) AS amount FROM refunds GROUP BY invoice_id) booked
                WHERE booked.invoice_id = invoices.id;

            DO $warn$
            DECLARE
                unbooked bigint;
            BEGIN
                SELECT count(*) INTO unbooked FROM returns LEFT JOIN refunds ON refunds.return_id = returns.id
                WHERE returns.status = 'Processed' AND returns.total_refund > coalesce(refunds.amount, 0);
                IF unbooked > 0 THEN
                    RAISE WARNING '% processed returns gave back more than was paid and not refunded already. '
                        'docs/operations.md says how to list them.', unbooked;
                END IF;
            END $warn$;
            """;

        /// <summary>
        /// Whatever writes to the ledger, the invoice has the sum, and its constraint holds it below what was paid.
        /// </summary>
        private const string KeepRefundedAmount = """
            CREATE FUNCTION keep_refunded_amount() RETURNS trigger LANGUAGE plpgsql AS $keep$
            BEGIN
                IF TG_OP <> 'INSERT' THEN
                    UPDATE invoices SET refunded_amount = refunded_amount - OLD.amount WHERE id = OLD.invoice_id;
                END IF;
                IF TG_OP <> 'DELETE' THEN
                    UPDATE invoices SET refunded_amount = refunded_amount + NEW.amount
                    WHERE id = NEW.invoice_id AND order_id = NEW.order_id AND currency = NEW.currency;
                    IF NOT FOUND THEN
                        RAISE foreign_key_violation USING CONSTRAINT = 'fk_refunds_invoices_invoice_id',
                            MESSAGE = 'The invoice is another order''s or in another currency.';
                    END IF;
                END IF;
                RETURN NULL;
            END $keep$;
            CREATE TRIGGER keep_refunded_amount AFTER INSERT OR UPDATE OR DELETE ON refunds
                FOR EACH ROW EXECUTE FUNCTION keep_refunded_amount();
            """;

        /// <summary>What is neither paid nor confirmed counts from now on.</summary>
        private const string CountUnpaidOrders = """
            INSERT INTO unpaid_orders (order_id, user_id, units)
            SELECT id, user_id, (SELECT sum(quantity) FROM order_lines WHERE order_lines.order_id = orders.id)
                FROM orders
            WHERE status = 'Pending' AND NOT EXISTS (
                SELECT FROM invoice_register entry JOIN invoices invoice ON invoice.id = entry.invoice_id
                WHERE entry.order_id = orders.id AND NOT entry.is_void AND invoice.status <> 'Pending');
            """;

        /// <summary>Of accounts that were closed earlier, the same is erased as of those that are closed now.</summary>
        private const string EraseWhatClosedAccountsLeft = """
            UPDATE orders SET shipping_address = 'Erased: the account was closed.', version = orders.version + 1
            FROM users
            WHERE users.id = orders.user_id AND users.closed_at IS NOT NULL AND orders.status = 'Cancelled'
                AND NOT EXISTS (
                SELECT FROM invoice_register entry WHERE entry.order_id = orders.id AND NOT entry.is_void);
            UPDATE return_lines line SET reason = 'Erased: the account was closed.'
            FROM returns request JOIN users ON users.id = request.user_id
            WHERE request.id = line.return_id AND users.closed_at IS NOT NULL AND request.status = 'Rejected';
            """;
    }
}
