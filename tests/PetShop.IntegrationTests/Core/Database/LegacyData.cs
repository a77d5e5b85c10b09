namespace PetShop.IntegrationTests.Core.Database;

/// <summary>SQL for data of earlier versions.</summary>
internal static class LegacyData
{
    public const string Products = """
        INSERT INTO categories (slug, name, version) VALUES ('toys', 'Toys', 1);
        INSERT INTO pet_types (slug, name, sku_prefix, version) VALUES ('dog', 'Dog', 'DOG', 1);
        INSERT INTO products (sku, slug, name, category_id, pet_type_id, price, stock_quantity, is_active, search_words,
            created_at, updated_at, version)
        SELECT 'ROPE-' || i, 'rope-' || i, 'Rope ' || i, c.id, t.id, 5, i, i % 3 > 0, '', now(), now(), 1
        FROM generate_series(0, 99) i, categories c, pet_types t
        """;

    /// <summary>
    /// Orders 1 to 9 of one account, each with 3 units at 10.00, with the invoice 100 + id, and their returns. Earlier
    /// migrations create products and partitions; the ids are in the test's own partition.
    /// </summary>
    public const string Sales = """
        CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM (0) TO (1000);
        CREATE TABLE order_lines_old PARTITION OF order_lines FOR VALUES FROM (0) TO (1000);
        CREATE TABLE invoices_old PARTITION OF invoices FOR VALUES FROM (0) TO (1000);
        INSERT INTO users (username, normalized_username, email, normalized_email, email_verified, password_hash,
            security_stamp, concurrency_stamp, created_at, version)
            VALUES ('rex', 'REX', 'rex@example.com', 'REX@EXAMPLE.COM', false, 'x', 'x', 'x', now(), 1);
        INSERT INTO users (username, normalized_username, email_verified, security_stamp, concurrency_stamp, created_at,
            closed_at, version)
            VALUES ('CLOSED:2', 'CLOSED:2', false, 'x', 'x', now(), now(), 1);
        INSERT INTO orders (id, user_id, status, subtotal, discount_total, shipping_total, tax_total, total_amount,
            currency, shipping_address, placed_at, updated_at, version)
            SELECT id, CASE WHEN id = 9 THEN 2 ELSE 1 END, status, 30, 0, 0, 0, 30, 'EUR', '1 Kennel Lane', now(),
                now(), 1 FROM (VALUES
                (1, 'Delivered'), (2, 'Delivered'), (3, 'Delivered'), (4, 'Cancelled'), (5, 'Pending'), (6, 'Pending'),
                    (7, 'Delivered'), (8, 'Pending'), (9, 'Cancelled'))
                AS old (id, status);
        INSERT INTO order_lines (order_id, position, product_id, sku, product_name, quantity, price, amount)
            SELECT id, 1, (SELECT min(products.id) FROM products), 'ROPE-OLD', 'Old rope', 3, 10, 30 FROM orders;
        INSERT INTO invoices (id, order_id, user_id, total_amount, currency, status, issued_at, due_date, updated_at,
            version)
            SELECT id + 100, id, user_id, 30, 'EUR', (ARRAY['Paid', 'Refunded', 'Refunded', 'Refunded', 'Pending',
                'Paid', 'Pending', 'Void', 'Void'])[id], now(), now(), now(), 1 FROM orders;
        INSERT INTO invoice_register (invoice_id, order_id, is_void, year) SELECT id, order_id, status = 'Void', 2026
            FROM invoices;
        INSERT INTO returns (id, order_id, user_id, status, total_refund, currency, is_restocked, created_at,
            updated_at, version)
            SELECT id, order_id, 1, status, refund, 'EUR', false, now(), now(), 1 FROM (VALUES
                (1, 1, 'Processed', 10), (2, 1, 'Requested', 10), (3, 2, 'Processed', 20), (4, 3, 'Processed', 30), (5,
                    7, 'Processed', 30), (6, 1, 'Processed', 25))
                AS old (id, order_id, status, refund);
        INSERT INTO return_lines (return_id, position, product_id, quantity, reason, refund_amount)
            SELECT id, 1, (SELECT min(products.id) FROM products), 1, 'Too small.', total_refund FROM returns
        """;

    /// <summary>
    /// Brand and product i belong together; 1 to 4, 5 and 6, 7 and 8, and 10 and 11 have the same name.
    /// </summary>
    public const string Brands = """
        INSERT INTO categories (slug, name, version) VALUES ('toys', U&'Dry\00A0food', 1), ('dry', 'Dry food', 1),
            ('hidden', U&'\200B', 1);
        INSERT INTO pet_types (slug, name, sku_prefix, version) VALUES ('dog', 'Dog', 'DOG', 1);
        INSERT INTO brands (id, slug, name, version) VALUES
            (1, 'e', U&' \00C9 Marke', 1), (2, 'e2', U&'\00C9 Marke', 1), (3, 'e3', U&'E\0301 Marke', 1), (4, 'e4',
                U&'\00E9\00A0\00A0MARKE', 1),
            (5, 'acme', 'Acme', 1), (6, 'acme-2', U&'AC\200BME\202E', 1), (7, 'fish', 'Fish Co', 1), (8, 'fish-2',
                U&'\FB01sh \FF23o', 1),
            (9, 'unseen', U&'\200B\FEFF', 1), (10, 'u', U&'\00DCnique', 1), (11, 'u2', U&'\200Du\0308nique', 1);
        INSERT INTO products (id, sku, slug, name, category_id, pet_type_id, brand_id, price, is_active, created_at,
            updated_at, version)
        SELECT i, 'ROPE-' || i, 'rope-' || i, 'Rope ' || i, 1, 1, i, 5, true, now(), now(), 1 FROM generate_series(1,
            11) i;
        INSERT INTO product_search (product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name,
            created_at, is_active, in_stock, vector)
        SELECT id, '', '', category_id, pet_type_id, brand_id, price, name, created_at, true, false, '' FROM products
        """;
}
