namespace PetShop.IntegrationTests.Core.Database.Plans;

/// <summary>Enough rows that a plan that reads a whole table is more expensive than one that does not.</summary>
internal static class LargeShop
{
    private const string Brands = """
        INSERT INTO brands (slug, name, version) SELECT 'maker-' || i, 'Maker ' || i, 1 FROM generate_series(1, 20) i
        """;

    private const string Products = """
        INSERT INTO products (sku, slug, name, description, category_id, pet_type_id, brand_id, price, is_active,
            created_at, updated_at, version)
        SELECT 'LARGE-' || i, 'large-' || i, 'Rope ' || i, repeat('A rope that lasts. ', 5),
            (SELECT array_agg(id) FROM categories WHERE slug IN ('food', 'dry-food', 'toys', 'beds'))[1 + i % 4],
            (SELECT array_agg(id) FROM pet_types)[1 + i % 3], (SELECT min(id) FROM brands
                WHERE slug LIKE 'maker-%') + i % 20,
            1 + (i * 7919) % 5000 / 10.0, i % 100 > 0, now() - i * interval '1 minute', now(), 1
        FROM generate_series(1, $1) i
        """;

    private const string Stock = """
        WITH opened AS (
            INSERT INTO product_stock (product_id, quantity, sellable, last_movement_id)
            SELECT id, CASE WHEN id % 70 = 0 THEN 0 ELSE 10 + id % 50 END, is_active,
                extract(epoch FROM date_trunc('second', now()) - timestamptz '2020-01-01Z')::bigint << 20
            FROM products ON CONFLICT DO NOTHING RETURNING *)
        INSERT INTO stock_movements (product_id, id, quantity, balance, reason)
        SELECT product_id, last_movement_id, quantity, quantity, 'Opening' FROM opened
        """;

    /// <summary>Users like the existing one, with their own names.</summary>
    private const string Accounts = """
        INSERT INTO users (username, normalized_username, email, normalized_email, email_verified, password_hash,
            security_stamp, concurrency_stamp, search_text, created_at, version)
        SELECT 'u' || i, 'U' || i, i || '@example.com', i || '@EXAMPLE.COM', false, '', '', '', 'u ' || i || ' finn'
            || CASE WHEN i % 50 = 0 THEN ' heron' ELSE '' END, now(), 1 FROM generate_series(1, $1) i
        """;

    private const string Roles = """
        INSERT INTO user_roles (user_id, role_id) SELECT u.id, r.id FROM users u, roles r WHERE r.name = 'user'
        ON CONFLICT DO NOTHING
        """;

    private const string Orders = """
        INSERT INTO orders (id, user_id, status, subtotal, discount_total, shipping_total, tax_total,
            total_amount, currency,
            shipping_address, placed_at, updated_at, archived_at, version, search_text)
        SELECT (extract(epoch FROM date_trunc('month', now()) - timestamptz '2020-01-01Z')::bigint + i << 20), u.id,
            CASE WHEN i % 50 = 0 THEN 'Pending' ELSE 'Delivered' END, 0, 0, 0, 0, 0, 'EUR', '', now(), now(),
            CASE WHEN i % 500 = 0 THEN now() END, 1, i || ' kennel lane ' || u.search_text
        FROM generate_series(1, $1) i JOIN users u ON u.username = 'u' || i
        """;

    private const string OrderRest = """
        INSERT INTO order_lines (order_id, position, product_id, sku, product_name, quantity, price, amount)
            SELECT o.id, 1, (SELECT min(id) FROM products), '', '', 1, 1, 1 FROM orders o
            WHERE NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id);
        INSERT INTO invoices (id, order_id, user_id, total_amount, currency, status, issued_at, due_date, updated_at,
            version, refunded_amount)
            SELECT id, id, user_id, 0, 'EUR', 'Pending', now(), now(), now(), 1, 0 FROM orders o
            WHERE NOT EXISTS (SELECT FROM invoices i WHERE i.order_id = o.id);
        INSERT INTO invoice_register (invoice_id, order_id, is_void, issued_at, series, year)
            SELECT id, order_id, false, issued_at, '', 2026 FROM invoices i
            WHERE NOT EXISTS (SELECT FROM invoice_register r WHERE r.invoice_id = i.id)
        """;

    public static async Task FillAsync(ShopFixture shop, int products, int orders)
    {
        await shop.Database.ExecuteAsync(Brands);
        await shop.Database.ExecuteAsync(Products, products);
        await shop.Database.ExecuteAsync(Stock);
        await IndexAsync(shop);
        if (orders > 0)
        {
            await shop.Database.ExecuteAsync(Accounts, orders);
            await shop.Database.ExecuteAsync(Roles);
            await shop.Database.ExecuteAsync(Orders, orders);
            await shop.Database.ExecuteAsync(OrderRest);
        }
        await shop.Database.ExecuteAsync("VACUUM ANALYZE");
    }

    /// <summary>
    /// As SearchIndexRepository writes entries; the names are such that folding them is making them small.
    /// </summary>
    private static Task IndexAsync(ShopFixture shop) => shop.Database.ExecuteAsync("""
        INSERT INTO product_search (product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name,
            created_at, is_active, in_stock, few_left, vector)
        SELECT p.id, lower(p.name), 'large ' || split_part(p.sku, '-', 2), p.category_id, p.pet_type_id,
            p.brand_id, p.price,
            p.name, p.created_at, p.is_active, s.quantity > 0, s.quantity <= 5,
            setweight(to_tsvector('petshop_words', lower(p.name) || CASE WHEN p.id % 40 = 0 THEN ' knotted'
                ELSE '' END), 'A')
            || strip(to_tsvector('simple', concat_ws(' ', 'k' || (p.id >> 12), 'l' || (p.id >> 14), 'm' || (p.id >> 16),
                'n' || (p.id >> 18), 'o' || (p.id >> 20), 'r' || (p.id >> 22), 'c' || p.category_id, 'p'
                    || p.pet_type_id,
                'b' || p.brand_id, 'q'
                    || 9 * (length((p.price * 1000)::bigint::text) - 1) + left((p.price * 1000)::bigint::text, 1)::int,
                CASE WHEN s.quantity = 0 THEN 'x1' END, CASE WHEN NOT p.is_active THEN 'h1' END)))
        FROM products p JOIN product_stock s ON s.product_id = p.id
        ON CONFLICT DO NOTHING
        """);
}
