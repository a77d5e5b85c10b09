namespace PetShop.Api.Core.Database.Migrations
{
    public partial class OrderTimeline
    {
        /// <summary>
        /// EF does not support partitions. Months that have orders get theirs; the others come later.
        /// </summary>
        private const string CreateEvents = """
            CREATE TABLE order_events (
                order_id bigint NOT NULL,
                number integer NOT NULL,
                type character varying(30) NOT NULL,
                author character varying(30) NOT NULL,
                user_id bigint,
                happened_at timestamp with time zone NOT NULL,
                before jsonb,
                after jsonb,
                subject_id bigint,
                text character varying(2000),
                is_internal boolean NOT NULL,
                CONSTRAINT pk_order_events PRIMARY KEY (order_id, number),
                CONSTRAINT ck_order_events_number CHECK (number > 0),
                CONSTRAINT ck_order_events_text CHECK ((text IS NOT NULL) = (type = 'Note')),
                CONSTRAINT fk_order_events_orders_order_id FOREIGN KEY (order_id) REFERENCES orders (id)
                    ON DELETE RESTRICT
            ) PARTITION BY RANGE (order_id);

            DO $months$
            DECLARE
                month record;
            BEGIN
                FOR month IN SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
                    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'orders'::regclass
                LOOP
                    EXECUTE format('CREATE TABLE %I PARTITION OF order_events %s',
                        regexp_replace(month.name, '^orders', 'order_events'), month.bounds);
                END LOOP;
            END $months$;
            """;

        /// <summary>
        /// A trigger and not privileges: it also binds nodes that connect as the owner, and nodes of the previous
        /// version, which expect every privilege on every table, stay ready during a rolling upgrade. The arguments
        /// are the columns from which personal data may be erased.
        /// </summary>
        private const string AppendOnly = """
            CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $append_only$
            BEGIN
                IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV THEN
                    RETURN NEW;
                END IF;
                RAISE insufficient_privilege USING MESSAGE = format('Rows of %I are never changed.', TG_TABLE_NAME);
            END $append_only$;
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON order_events
                FOR EACH ROW EXECUTE FUNCTION append_only('before', 'after', 'text');
            """;

        /// <summary>
        /// Orders that nobody has paid or confirmed yet get a deadline: three days from now, or the due date of their
        /// invoice if that is later, because it is what the customer was told. All other orders have none. The column
        /// keeps its default for nodes of the previous version, which do not know it.
        /// </summary>
        private const string GiveOpenOrdersTime = """
            UPDATE orders SET payment_terms = 'Prepaid', version = orders.version + 1,
                pay_by = greatest(now() + interval '3 days', (
                    SELECT max(invoice.due_date)
                    FROM invoice_register entry JOIN invoices invoice ON invoice.id = entry.invoice_id
                    WHERE entry.order_id = orders.id AND NOT entry.is_void))
            FROM unpaid_orders unpaid
            WHERE unpaid.order_id = orders.id AND unpaid.cancelled_at IS NULL AND orders.status = 'Pending'
                AND orders.total_amount > 0;
            UPDATE unpaid_orders SET pay_by = orders.pay_by FROM orders
            WHERE orders.id = unpaid_orders.order_id AND unpaid_orders.cancelled_at IS NULL;
            """;
    }
}
