namespace PetShop.Benchmarks.Size;

/// <summary>
/// Adds accounts, and orders from the last twelve months with up to three lines each. Some products are bought far more
/// often than others.
/// </summary>
internal sealed class SalesFill(Database database)
{
    private const string Accounts = """
        INSERT INTO users (username, normalized_username, email, normalized_email, email_verified,
            password_hash, first_name,
            last_name, security_stamp, concurrency_stamp, search_text, created_at, version)
        SELECT 'buyer' || i, 'BUYER' || i, 'buyer' || i || '@example.com', 'BUYER' || i
            || '@EXAMPLE.COM', false, 'none', f, l,
            'none', 'none', lower('buyer ' || i || ' buyer ' || i || ' example com ' || f || ' ' || l),
            now() - interval '1 day', 1
        FROM generate_series(1, $1) i,
            LATERAL (SELECT (ARRAY['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gwen', 'Hugo', 'Ines', 'Jo', 'Kim',
                'Lars'])[1 + i % 12] AS f,
                (ARRAY['Barker', 'Collie', 'Drake', 'Finch', 'Grebe', 'Heron', 'Ibex', 'Jay', 'Kite', 'Lynx',
                    'Marten'])[1 + i / 12 % 11] AS l) n
        """;

    private const string Roles = """
        INSERT INTO user_roles (user_id, role_id) SELECT u.id, r.id FROM users u, roles r
        WHERE r.name = 'user' AND u.password_hash = 'none' ON CONFLICT DO NOTHING
        """;

    private const string Months = """
        SELECT make_month_partition(t, (date_trunc('month', now()) - m * interval '1 month')::date)
        FROM unnest(ARRAY['orders', 'order_lines', 'invoices', 'order_events', 'shipments',
            'shipment_lines']) t, generate_series(0, 12) m
        """;

    private const string Orders = """
        INSERT INTO orders (id, user_id, status, subtotal, discount_total, shipping_total, tax_total,
            total_amount, currency,
            shipping_address, placed_at, updated_at, archived_at, version, customer_name, customer_email, search_text)
        SELECT (extract(epoch FROM at)::bigint - extract(epoch FROM timestamptz '2020-01-01Z')::bigint << 20) + i, u.id,
            CASE WHEN i % 100 < 1 THEN 'Pending' WHEN i % 100 < 3 THEN 'Confirmed' WHEN i % 100 < 4 THEN 'Processing'
                WHEN i % 100 < 8 THEN 'Shipped' WHEN i % 100 < 15 THEN 'Cancelled' ELSE 'Delivered' END,
            20, 0, 0, 0, 20, 'EUR', i || ' Kennel Lane, Barkham', at, at, CASE WHEN i % 1000 = 0 THEN at END, 1,
            u.first_name || ' ' || u.last_name, u.email, lower(i || ' kennel lane barkham ' || u.first_name || ' '
                || u.last_name || ' ' || u.username)
        FROM generate_series(1, $1) i
            CROSS JOIN LATERAL (SELECT date_trunc('second', now() - i * (interval '365 days' / $1)) AS at) t
            JOIN users u ON u.id = (SELECT min(id) FROM users WHERE password_hash = 'none') + (i::bigint * 7919) % $1
        """;

    private const string Lines = """
        INSERT INTO order_lines (order_id, position, product_id, sku, product_name, quantity, shipped_quantity, price,
            amount)
        SELECT o.id, n, p.id, p.sku, p.name, 1, (o.status IN ('Shipped', 'Delivered'))::int, 10, 10
        FROM orders o CROSS JOIN generate_series(1, 2) n
            CROSS JOIN LATERAL (SELECT 1 + (power((SELECT count(*) FROM products),
                (o.id * n * 7919 % 100003) / 100003.0))::bigint % (SELECT count(*) FROM products) AS id) z
            JOIN products p ON p.id = z.id
        """;

    private const string Invoices = """
        INSERT INTO invoices (id, order_id, user_id, total_amount, currency, status, issued_at, due_date, updated_at,
            version, refunded_amount)
        SELECT id, id, user_id, total_amount, currency, CASE status WHEN 'Pending' THEN 'Pending' WHEN 'Cancelled'
            THEN 'Void' ELSE 'Paid' END,
            placed_at, placed_at + interval '14 days', placed_at, 1, 0 FROM orders
        """;

    private const string Register = """
        INSERT INTO invoice_register (invoice_id, order_id, is_void, year, sequence)
        SELECT id, id, status = 'Cancelled', extract(year FROM placed_at),
            row_number() OVER (PARTITION BY extract(year FROM placed_at) ORDER BY id)
        FROM orders
        """;

    /// <summary>Adds this number of accounts and the same number of orders.</summary>
    public async Task AddAsync(int count)
    {
        if (await database.ReadAsync<bool>("SELECT EXISTS (SELECT FROM orders)"))
            return;
        await database.WithoutIndexesAsync(["users", "user_roles"], async () =>
        {
            await database.ExecuteAsync(Accounts, count);
            await database.ExecuteAsync(Roles);
        });
        await database.ExecuteAsync("ANALYZE users");
        await database.ExecuteAsync(Months);
        await database.ExecuteAsync(Orders, count);
        foreach (var sql in (string[])[Lines, Invoices, Register])
            await database.ExecuteAsync(sql);
    }
}
