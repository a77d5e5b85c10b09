-- The statements of a checkout of a cart of three lines with an Idempotency-Key, one by one, as EF Core sent them
-- before any were put together. Run by pgbench: what PostgreSQL itself needs for them.
\set n :n + 1
\set shopper mod(:n * :clients + :client_id, :shoppers) + 1
\set user_id 1000000 + :shopper
\set order_id :base + 2 * (:n * :clients + :client_id)
\set invoice_id :order_id + 1
\set first random(:low, :low + 3332)
\if :hot
\set first :low
\endif
\set second random(:low + 3333, :low + 6665)
\set third random(:low + 6666, :low + 9998)
SELECT s.user_id, r.name FROM sessions AS s INNER JOIN user_roles AS u ON s.user_id = u.user_id INNER JOIN roles AS r ON u.role_id = r.id WHERE s.id = ('00000000-0000-4000-8000-' || lpad(:shopper::text, 12, '0'))::uuid AND s.ended_at IS NULL;
BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED;
SELECT s."Value" FROM (SELECT pg_try_advisory_xact_lock(:order_id) AS "Value") AS s LIMIT 2;
SELECT i.id, i.body_hash, i.created_at, i.owner_id, i.result FROM idempotency_records AS i WHERE i.id = sha256(:order_id::text::bytea) LIMIT 2;
SELECT id, username, first_name, last_name, email FROM users WHERE id = :user_id AND closed_at IS NULL FOR NO KEY UPDATE;
UPDATE carts SET updated_at = now() WHERE user_id = :user_id;
DELETE FROM cart_lines USING carts WHERE carts.id = cart_lines.cart_id AND carts.user_id = :user_id RETURNING position, product_id, quantity;
SELECT p.cancelled, p.orders, p.units FROM (SELECT count(*) FILTER (WHERE cancelled_at IS NULL)::integer AS orders, coalesce(sum(units) FILTER (WHERE cancelled_at IS NULL), 0)::bigint AS units, count(*) FILTER (WHERE cancelled_at > now() - interval '1 day')::integer AS cancelled FROM unpaid_orders WHERE user_id = :user_id) AS p LIMIT 2;
SELECT p.id, p.sku, p.name, p.price, p0.quantity, p.is_active FROM (SELECT * FROM products WHERE id = ANY (ARRAY[:first, :second, :third]::bigint[]) FOR KEY SHARE) AS p LEFT JOIN product_stock AS p0 ON p.id = p0.product_id;
INSERT INTO orders (id, archived_at, currency, customer_email, customer_name, discount_total, estimated_delivery, placed_at, search_text, shipping_address, shipping_total, status, subtotal, tax_total, total_amount, updated_at, user_id, version) VALUES (:order_id, NULL, 'EUR', 'shopper@example.com', 'shopper', 0, NULL, date_trunc('second', now()), '12 harbour street 20457 hamburg germany shopper example com', '12 Harbour Street, 20457 Hamburg, Germany', 0, 'Pending', 35.5, 0, 35.5, date_trunc('second', now()), :user_id, 1);
INSERT INTO invoices (id, currency, due_date, issued_at, order_id, refunded_amount, status, total_amount, updated_at, user_id, version) VALUES (:invoice_id, 'EUR', now() + interval '30 days', now(), :order_id, 0, 'Pending', 35.5, now(), :user_id, 1);
INSERT INTO order_lines (order_id, position, amount, price, product_id, product_name, quantity, sku) VALUES (:order_id, 1, 7.6, 7.6, :first, 'Hutch and Tray Descaler 500 ml', 1, 'SMALL-TRAIN-WABY6');
INSERT INTO order_lines (order_id, position, amount, price, product_id, product_name, quantity, sku) VALUES (:order_id, 2, 21.5, 21.5, :second, 'Small Pet Carrier 38 cm', 1, 'SMALL-TRAVEL-HY3Y1');
INSERT INTO order_lines (order_id, position, amount, price, product_id, product_name, quantity, sku) VALUES (:order_id, 3, 6.4, 6.4, :third, 'Small Pet Claw Clipper', 1, 'SMALL-GROOM-4A7B6');
INSERT INTO unpaid_orders (order_id, cancelled_at, units, user_id) VALUES (:order_id, NULL, 3, :user_id);
INSERT INTO invoice_register (invoice_id, is_void, order_id, sequence, year) VALUES (:invoice_id, false, :order_id, NULL, 2026);
WITH wanted AS (SELECT * FROM unnest(ARRAY[:first, :second, :third]::bigint[], ARRAY[1, 1, 1]) AS w (id, quantity)), locked AS MATERIALIZED (SELECT product_id, sellable, quantity FROM product_stock WHERE product_id = ANY (ARRAY[:first, :second, :third]::bigint[]) ORDER BY product_id FOR NO KEY UPDATE), taken AS (UPDATE product_stock s SET quantity = s.quantity - w.quantity FROM locked l JOIN wanted w ON w.id = l.product_id WHERE s.product_id = l.product_id AND l.sellable AND l.quantity >= w.quantity RETURNING s.product_id, s.quantity) SELECT w.id, CASE WHEN l.sellable THEN l.quantity ELSE 0 END AS stock_before, t.quantity AS stock_left FROM wanted w LEFT JOIN locked l ON l.product_id = w.id LEFT JOIN taken t ON t.product_id = w.id;
SELECT pg_advisory_xact_lock_shared(hashtextextended('kept-results' || :user_id::text, 0));
INSERT INTO idempotency_records (id, body_hash, result, owner_id, created_at) VALUES (sha256(:order_id::text::bytea), sha256('body'), CASE WHEN NOT EXISTS (SELECT FROM erased_owners WHERE owner_id = :user_id) THEN '{"Message": "Your order PS-06FS-C08G-N0GZ has been placed.", "Order": {"Id": 228470794245136, "Number": "PS-06FS-C08G-N0GZ", "UserId": 2, "InvoiceId": 228470793776588, "Status": 0, "Items": [{"ProductId": 535, "Sku": "SMALL-TRAIN-WABY6", "ProductName": "Hutch and Tray Descaler 500 ml", "Quantity": 1, "Price": 7.600, "Amount": 7.600}, {"ProductId": 534, "Sku": "SMALL-TRAVEL-HY3Y1", "ProductName": "Small Pet Carrier 38 cm", "Quantity": 1, "Price": 21.500, "Amount": 21.500}, {"ProductId": 533, "Sku": "SMALL-GROOM-4A7B6", "ProductName": "Small Pet Claw Clipper", "Quantity": 1, "Price": 6.400, "Amount": 6.400}], "Subtotal": 35.500, "DiscountTotal": 0, "ShippingTotal": 0, "TaxTotal": 0, "TotalAmount": 35.500, "Currency": "EUR", "ShippingAddress": "12 Harbour Street, 20457 Hamburg, Germany", "OrderDate": "2026-11-26", "EstimatedDelivery": null, "Version": 1}, "Invoice": {"Id": 228470793776588, "Number": null, "OrderId": 228470794245136, "UserId": 2, "TotalAmount": 35.500, "RefundedAmount": 0, "Currency": "EUR", "Status": 0, "IsOverdue": false, "Version": 1}}'::json END, :user_id, now());
COMMIT;
