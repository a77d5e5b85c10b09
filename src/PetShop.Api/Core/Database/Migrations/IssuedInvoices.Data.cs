namespace PetShop.Api.Core.Database.Migrations
{
    public partial class IssuedInvoices
    {
        /// <summary>
        /// Every invoice was numbered shortly after it was created, and keeps its number. One from the last second is
        /// numbered by the new rule: only if it is paid, on account or free. What was paid by now counts as paid at the
        /// issue, so that no document asks for it again.
        /// </summary>
        private const string IssueEarlierInvoices = """
            UPDATE invoice_register entry SET issued_at = invoice.issued_at, paid_amount = CASE
                WHEN invoice.status IN ('Paid', 'Refunded') THEN invoice.total_amount
                WHEN invoice.status = 'Pending' THEN least(invoice.total_amount, greatest(0,
                    (SELECT coalesce(sum(captured_amount), 0) FROM payments WHERE order_id = entry.order_id)
                    - (SELECT coalesce(sum(amount), 0) FROM refunds WHERE order_id = entry.order_id)))
                ELSE 0 END
            FROM invoices invoice WHERE invoice.id = entry.invoice_id;

            UPDATE invoice_register entry SET issued_at = NULL, year = NULL, paid_amount = 0
            FROM invoices invoice JOIN orders ON orders.id = invoice.order_id
            WHERE invoice.id = entry.invoice_id AND entry.sequence IS NULL AND invoice.total_amount > 0
                AND invoice.status IN ('Pending', 'Void') AND orders.payment_terms = 'Prepaid';
            """;

        /// <summary>Orders say themselves whether the goods are picked up, whatever becomes of the method.</summary>
        private const string KeepPickUps = """
            UPDATE orders SET pricing = jsonb_set(pricing, '{shipping,is_pick_up}', 'true')
            FROM shipping_methods method
            WHERE method.kind = 'PickUp' AND (pricing -> 'shipping' ->> 'method_id')::bigint = method.id;
            """;

        /// <summary>Without this rule each invoice has a year, and is numbered at once.</summary>
        private const string YearOfUnissuedInvoices = """
            UPDATE invoice_register entry SET year = extract(year FROM invoice.issued_at)
            FROM invoices invoice WHERE invoice.id = entry.invoice_id AND entry.year IS NULL;
            """;

        /// <summary>
        /// Issued documents and numbers are never changed. Triggers plan credit notes in the transaction of the refund
        /// or cancellation, whatever writes it.
        /// </summary>
        private const string PlanDocuments = """
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON invoice_documents
                FOR EACH ROW EXECUTE FUNCTION append_only();
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON credit_notes
                FOR EACH ROW EXECUTE FUNCTION append_only();

            CREATE FUNCTION keep_number() RETURNS trigger LANGUAGE plpgsql AS $keep$
            BEGIN
                IF TG_OP = 'UPDATE' AND (NEW.is_void OR NOT OLD.is_void)
                    AND to_jsonb(OLD) - 'is_void' = to_jsonb(NEW) - 'is_void' THEN
                    RETURN NEW;
                END IF;
                RAISE insufficient_privilege USING MESSAGE = 'The number of an invoice is never changed.';
            END $keep$;
            CREATE TRIGGER keep_number BEFORE UPDATE OR DELETE ON invoice_register
                FOR EACH ROW WHEN (OLD.sequence IS NOT NULL) EXECUTE FUNCTION keep_number();

            CREATE FUNCTION plan_credit_note_of_refund() RETURNS trigger LANGUAGE plpgsql AS $plan$
            BEGIN
                INSERT INTO document_tasks (invoice_id, kind, refund_number, order_id)
                VALUES (NEW.invoice_id, 'CreditNote', NEW.number, NEW.order_id);
                RETURN NULL;
            END $plan$;
            CREATE TRIGGER plan_credit_note AFTER INSERT ON refunds
                FOR EACH ROW WHEN (NEW.invoice_id IS NOT NULL) EXECUTE FUNCTION plan_credit_note_of_refund();

            CREATE FUNCTION plan_credit_note_of_void() RETURNS trigger LANGUAGE plpgsql AS $plan$
            BEGIN
                INSERT INTO document_tasks (invoice_id, kind, refund_number, order_id)
                VALUES (NEW.invoice_id, 'CreditNote', 0, NEW.order_id);
                RETURN NULL;
            END $plan$;
            CREATE TRIGGER plan_credit_note AFTER UPDATE ON invoice_register
                FOR EACH ROW WHEN (NEW.is_void AND NOT OLD.is_void AND NEW.issued_at IS NOT NULL)
                EXECUTE FUNCTION plan_credit_note_of_void();
            """;

        /// <summary>
        /// Documents of earlier invoices are written from their orders, behind those of new ones, and their refunds and
        /// cancellations are credited. A void invoice from before an edit has neither: its order has changed since.
        /// </summary>
        private const string PlanEarlierDocuments = """
            INSERT INTO document_tasks (invoice_id, kind, refund_number, order_id, due_at)
            SELECT entry.invoice_id, 'Invoice', 0, entry.order_id, 'epoch'
            FROM invoice_register entry JOIN invoices invoice ON invoice.id = entry.invoice_id
                JOIN orders ON orders.id = entry.order_id
            WHERE entry.sequence IS NOT NULL
                AND (NOT entry.is_void OR invoice.total_amount = orders.total_amount);

            INSERT INTO document_tasks (invoice_id, kind, refund_number, order_id, due_at)
            SELECT credited.invoice_id, 'CreditNote', credited.number, credited.order_id, 'epoch'
            FROM (SELECT invoice_id, number, order_id FROM refunds WHERE invoice_id IS NOT NULL
                UNION ALL SELECT invoice_id, 0, order_id FROM invoice_register WHERE is_void) AS credited
                JOIN invoice_register entry ON entry.invoice_id = credited.invoice_id
            WHERE entry.issued_at IS NOT NULL AND (entry.sequence IS NULL OR EXISTS (
                SELECT FROM document_tasks task
                WHERE task.invoice_id = credited.invoice_id AND task.kind = 'Invoice'));

            ANALYZE document_tasks;
            """;

        /// <summary>
        /// What is overdue by now is not reported again. It is if an admin gives it another due date that passes too.
        /// </summary>
        private const string SkipEarlierReminders = """
            INSERT INTO invoice_reminders (invoice_id, count, due_date, last_at)
            SELECT entry.invoice_id, 0, invoice.due_date, 'infinity'
            FROM invoice_register entry JOIN invoices invoice ON invoice.id = entry.invoice_id
            WHERE invoice.status = 'Pending' AND entry.issued_at IS NOT NULL AND invoice.due_date < now();
            """;

        /// <summary>Issued documents must be kept for years, and numbers of two series would meet in one.</summary>
        private const string RefuseToForget = """
            DO $refuse$ BEGIN
                IF EXISTS (SELECT FROM invoice_documents) OR EXISTS (SELECT FROM credit_notes) THEN
                    RAISE EXCEPTION 'Issued invoices and credit notes would be lost. Restore a backup instead.';
                END IF;
                IF EXISTS (SELECT FROM invoice_register WHERE sequence IS NOT NULL
                    GROUP BY year, sequence HAVING count(*) > 1) THEN
                    RAISE EXCEPTION 'Invoices of two series have the same number without it.';
                END IF;
            END $refuse$;
            """;

        private const string ForgetDocuments = """
            DROP TRIGGER plan_credit_note ON refunds;
            DROP TRIGGER plan_credit_note ON invoice_register;
            DROP TRIGGER keep_number ON invoice_register;
            DROP FUNCTION plan_credit_note_of_refund();
            DROP FUNCTION plan_credit_note_of_void();
            DROP FUNCTION keep_number();
            """;
    }
}
