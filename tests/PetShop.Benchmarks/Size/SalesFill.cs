namespace PetShop.Benchmarks.Size;

/// <summary>
/// Adds accounts and carts, and orders from the last twelve months with two lines each. Some products are bought far
/// more often than others. Every tenth order is of a guest, of whom each has about three; the newest one of a hundred
/// waits for its payment; and every fourth order has its address as a text, as all orders had in the past.
/// </summary>
internal sealed class SalesFill(Database database)
{
    /// <summary>The tables that have a partition for each month of orders.</summary>
    private static readonly string[] Monthly =
    [
        "orders", "order_lines", "order_price_steps", "invoices", "order_events", "shipments", "shipment_lines",
        "stock_movements",
    ];

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

    /// <summary>Every tenth account, and as many guests, have a cart of two lines.</summary>
    private const string Carts = """
        INSERT INTO carts (user_id, created_at, updated_at)
        SELECT id, now(), now() FROM users WHERE password_hash = 'none' AND id % 10 = 0;
        INSERT INTO carts (token_hash, client_key, created_at, updated_at, expires_at)
        SELECT sha256(i::text::bytea), sha256((i % 1000)::text::bytea), at, at, at + interval '30 days'
        FROM generate_series(1, (SELECT count(*) FROM carts)) i,
            LATERAL (SELECT now() - i % 28 * interval '1 day' AS at) t;
        INSERT INTO cart_lines (cart_id, product_id, position, quantity, price_when_added, stock_when_added)
        SELECT c.id, p.id, n, 1, p.price, 'InStock'
        FROM carts c CROSS JOIN generate_series(1, 2) n
            JOIN products p ON p.id = 1 + (c.id * 2 + n) % (SELECT count(*) FROM products)
        """;

    private const string Months = """
        SELECT make_month_partition(t, (date_trunc('month', now()) - m * interval '1 month')::date)
        FROM unnest($1) t, generate_series(0, 13) m
        """;

    private const string Orders = """
        INSERT INTO orders (id, user_id, guest_key, status, subtotal, discount_total, shipping_total, tax_total,
            total_amount, currency, prices_include_tax, pricing, ship_to, bill_to, shipping_address, placed_at,
            updated_at, delivered_at, archived_at, payment_terms, pay_by, version, customer_name, customer_email,
            search_text)
        SELECT (extract(epoch FROM at)::bigint - extract(epoch FROM timestamptz '2020-01-01Z')::bigint << 20) + i,
            CASE WHEN is_guest THEN NULL ELSE u.id END,
            CASE WHEN is_guest
                THEN 'email:' || translate(encode(sha256(upper(mail)::bytea), 'base64'), '+/=', '-_') END,
            status, 20, 0, 4.90, 3.98, 24.90, 'EUR', true, jsonb_build_object(
                'promotions', '[]'::jsonb,
                'tax_lines', jsonb_build_array(jsonb_build_object('treatment', 'Taxed', 'percent', 19, 'place', 'DE',
                    'name', 'VAT', 'taxable_amount', 20.92, 'tax', 3.98)),
                'shipping', jsonb_build_object(
                    'method_id', 1, 'name', 'Parcel', 'amount', 4.90, 'discount', 0, 'tax', 0.78)),
            address, address, CASE WHEN address IS NULL THEN i || ' Kennel Lane, Barkham' END, at, at,
            CASE WHEN status = 'Delivered' THEN at + interval '3 days' END, CASE WHEN i % 1000 = 0 THEN at END,
            'Prepaid', at + interval '7 days', 1, u.first_name || ' ' || u.last_name, mail,
            lower(i || ' kennel lane barkham ' || u.first_name || ' ' || u.last_name || ' '
                || regexp_replace(translate(mail, '@.', '  '), '([a-z])([0-9])', '\1 \2'))
        FROM generate_series(1, $1) i
            CROSS JOIN LATERAL (SELECT date_trunc('second', now() - i * (interval '365 days' / $1)) AS at,
                i % 10 = 5 AS is_guest,
                CASE WHEN i <= $1 / 100 THEN 'Pending' WHEN i % 100 < 3 THEN 'Confirmed' WHEN i % 100 < 4
                    THEN 'Processing' WHEN i % 100 < 8 THEN 'Shipped' WHEN i % 100 < 15 THEN 'Cancelled'
                    ELSE 'Delivered' END AS status) t
            JOIN users u ON u.id = (SELECT min(id) FROM users WHERE password_hash = 'none') + (i::bigint * 7919) % $1
            CROSS JOIN LATERAL (SELECT
                CASE WHEN is_guest THEN 'guest' || i % ($1 / 3) || '@example.com' ELSE u.email END AS mail,
                CASE WHEN i % 4 > 0 THEN jsonb_build_object('name', u.first_name || ' ' || u.last_name, 'company', NULL,
                    'line1', i || ' Kennel Lane', 'line2', NULL, 'city', 'Barkham', 'region', NULL, 'postal_code',
                    '20457', 'country', 'DE', 'phone', '+49401234567') END AS address) customer
        """;

    private const string Lines = """
        INSERT INTO order_lines (order_id, position, product_id, sku, product_name, quantity, shipped_quantity, price,
            amount, discount, tax, tax_percent)
        SELECT o.id, n, p.id, p.sku, p.name, 1, (o.status IN ('Shipped', 'Delivered'))::int, 10, 10, 0, 1.60, 19
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
        INSERT INTO invoice_register (invoice_id, order_id, is_void, issued_at, series, year, sequence)
        SELECT id, id, status = 'Cancelled', placed_at, '', extract(year FROM placed_at),
            row_number() OVER (PARTITION BY extract(year FROM placed_at) ORDER BY id)
        FROM orders
        """;

    /// <summary>Adds this number of accounts and the same number of orders.</summary>
    public async Task AddAsync(int count)
    {
        await database.WithoutIndexesAsync(["users", "user_roles"], async () =>
        {
            await database.ExecuteAsync(Accounts, count);
            await database.ExecuteAsync(Roles);
        });
        await database.ExecuteAsync("ANALYZE users");
        await database.ExecuteAsync(Carts);
        await database.ExecuteAsync(Months, (object)Monthly);
        await database.ExecuteAsync(Orders, count);
        foreach (var sql in (string[])[Lines, Invoices, Register])
            await database.ExecuteAsync(sql);
        await new HistoryFill(database).AddAsync();
    }
}
