namespace PetShop.Api.Core.Database.Migrations
{
    public partial class Payments
    {
        /// <summary>A refund of money that was never owed belongs to no invoice.</summary>
        private const string KeepRefundedAmount = """
            CREATE OR REPLACE FUNCTION keep_refunded_amount() RETURNS trigger LANGUAGE plpgsql AS $keep$
            BEGIN
                IF TG_OP <> 'INSERT' AND OLD.invoice_id IS NOT NULL THEN
                    UPDATE invoices SET refunded_amount = refunded_amount - OLD.amount WHERE id = OLD.invoice_id;
                END IF;
                IF TG_OP <> 'DELETE' AND NEW.invoice_id IS NOT NULL THEN
                    UPDATE invoices SET refunded_amount = refunded_amount + NEW.amount
                    WHERE id = NEW.invoice_id AND order_id = NEW.order_id AND currency = NEW.currency;
                    IF NOT FOUND THEN
                        RAISE foreign_key_violation USING CONSTRAINT = 'fk_refunds_invoices_invoice_id',
                            MESSAGE = 'The invoice is another order''s or in another currency.';
                    END IF;
                END IF;
                RETURN NULL;
            END $keep$;
            """;

        /// <summary>
        /// What was paid before payments were recorded is one payment for each paid invoice, and its refunds have gone
        /// back to it.
        /// </summary>
        private const string RecordEarlierPayments = """
            INSERT INTO payments (order_id, number, provider, method, status, amount, currency, captured_amount,
                refunded_amount, continues_in_browser, created_at, updated_at, captured_at, version)
            SELECT order_id, 1, 'offline', 'Other',
                CASE WHEN refunded_amount = 0 THEN 'Captured' WHEN refunded_amount = total_amount THEN 'Refunded'
                    ELSE 'PartiallyRefunded' END,
                total_amount, currency, total_amount, refunded_amount, false, updated_at, updated_at, updated_at, 1
            FROM invoices WHERE status IN ('Paid', 'Refunded') AND total_amount > 0;

            INSERT INTO refund_transfers (order_id, refund_number, number, payment_number, amount, currency, status,
                is_replaced, created_at, updated_at)
            SELECT refunds.order_id, refunds.number, 1, 1, refunds.amount, refunds.currency, 'Succeeded', false,
                refunded_at, refunded_at
            FROM refunds JOIN payments ON payments.order_id = refunds.order_id;
            """;

        /// <summary>
        /// Whatever writes to the transfers, the payment has the sum of those that have not failed, and its constraint
        /// holds it below what was captured.
        /// </summary>
        private const string KeepPaidBack = """
            CREATE FUNCTION keep_paid_back() RETURNS trigger LANGUAGE plpgsql AS $keep$
            BEGIN
                IF TG_OP <> 'INSERT' AND OLD.status <> 'Failed' THEN
                    UPDATE payments SET refunded_amount = refunded_amount - OLD.amount
                    WHERE order_id = OLD.order_id AND number = OLD.payment_number;
                END IF;
                IF TG_OP <> 'DELETE' AND NEW.status <> 'Failed' THEN
                    UPDATE payments SET refunded_amount = refunded_amount + NEW.amount
                    WHERE order_id = NEW.order_id AND number = NEW.payment_number;
                END IF;
                RETURN NULL;
            END $keep$;
            CREATE TRIGGER keep_paid_back AFTER INSERT OR UPDATE OR DELETE ON refund_transfers
                FOR EACH ROW EXECUTE FUNCTION keep_paid_back();
            """;
    }
}
