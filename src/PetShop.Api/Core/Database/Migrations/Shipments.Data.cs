namespace PetShop.Api.Core.Database.Migrations
{
    public partial class Shipments
    {
        /// <summary>
        /// All goods of an order that has shipped have. Which parcels they were in is not known, so there are no
        /// shipments.
        /// </summary>
        private const string CountWhatHasShipped = """
            UPDATE order_lines SET shipped_quantity = quantity FROM orders
            WHERE orders.id = order_lines.order_id AND orders.status IN ('Shipped', 'Delivered');
            """;

        /// <summary>
        /// EF does not support partitions. Months that have orders get theirs; the others come later.
        /// </summary>
        private const string CreateShipments = """
            CREATE TABLE shipments (
                order_id bigint NOT NULL,
                number integer NOT NULL,
                carrier character varying(100),
                tracking_number character varying(100),
                tracking_key character varying(100),
                tracking_url character varying(2000),
                shipped_at timestamp with time zone NOT NULL,
                updated_at timestamp with time zone NOT NULL,
                version bigint NOT NULL,
                CONSTRAINT pk_shipments PRIMARY KEY (order_id, number),
                CONSTRAINT ck_shipments_number CHECK (number > 0),
                CONSTRAINT fk_shipments_orders_order_id FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE RESTRICT
            ) PARTITION BY RANGE (order_id);

            CREATE TABLE shipment_lines (
                order_id bigint NOT NULL,
                shipment_number integer NOT NULL,
                position integer NOT NULL,
                quantity integer NOT NULL,
                CONSTRAINT pk_shipment_lines PRIMARY KEY (order_id, shipment_number, position),
                CONSTRAINT ck_shipment_lines_quantity CHECK (quantity > 0),
                CONSTRAINT fk_shipment_lines_order_lines_order_id_position FOREIGN KEY (order_id, position)
                    REFERENCES order_lines (order_id, position) ON DELETE RESTRICT,
                CONSTRAINT fk_shipment_lines_shipments_order_id_shipment_number FOREIGN KEY (order_id, shipment_number)
                    REFERENCES shipments (order_id, number) ON DELETE RESTRICT
            ) PARTITION BY RANGE (order_id);

            DO $months$
            DECLARE
                month record; parent text;
            BEGIN
                FOR month IN SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
                    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'orders'::regclass
                LOOP
                    FOREACH parent IN ARRAY ARRAY['shipments', 'shipment_lines'] LOOP
                        EXECUTE format('CREATE TABLE %I PARTITION OF %I %s',
                            regexp_replace(month.name, '^orders', parent), parent, month.bounds);
                    END LOOP;
                END LOOP;
            END $months$;
            """;
    }
}
