using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>A shop with data is brought up to date in place.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private const string OldProducts = """
        INSERT INTO categories (slug, name, version) VALUES ('toys', 'Toys', 1);
        INSERT INTO pet_types (slug, name, sku_prefix, version) VALUES ('dog', 'Dog', 'DOG', 1);
        INSERT INTO products (sku, slug, name, category_id, pet_type_id, price, stock_quantity, is_active, search_words, created_at, updated_at, version)
        SELECT 'ROPE-' || i, 'rope-' || i, 'Rope ' || i, c.id, t.id, 5, i, i % 3 > 0, '', now(), now(), 1
        FROM generate_series(0, 99) i, categories c, pet_types t
        """;

    /// <summary>
    /// Orders 1 to 9 of one account, each of 3 at 10.00, with the invoice 100 + id, and their returns. Products and partitions are made by the
    /// migrations before; the ids lie in a partition of the test's own.
    /// </summary>
    private const string OldSales = """
        CREATE TABLE orders_old PARTITION OF orders FOR VALUES FROM (0) TO (1000);
        CREATE TABLE order_lines_old PARTITION OF order_lines FOR VALUES FROM (0) TO (1000);
        CREATE TABLE invoices_old PARTITION OF invoices FOR VALUES FROM (0) TO (1000);
        INSERT INTO users (username, normalized_username, email, normalized_email, email_verified, password_hash, security_stamp, concurrency_stamp, created_at, version)
            VALUES ('rex', 'REX', 'rex@example.com', 'REX@EXAMPLE.COM', false, 'x', 'x', 'x', now(), 1);
        INSERT INTO users (username, normalized_username, email_verified, security_stamp, concurrency_stamp, created_at, closed_at, version)
            VALUES ('CLOSED:2', 'CLOSED:2', false, 'x', 'x', now(), now(), 1);
        INSERT INTO orders (id, user_id, status, subtotal, discount_total, shipping_total, tax_total, total_amount, currency, shipping_address, placed_at, updated_at, version)
            SELECT id, CASE WHEN id = 9 THEN 2 ELSE 1 END, status, 30, 0, 0, 0, 30, 'EUR', '1 Kennel Lane', now(), now(), 1 FROM (VALUES
                (1, 'Delivered'), (2, 'Delivered'), (3, 'Delivered'), (4, 'Cancelled'), (5, 'Pending'), (6, 'Pending'), (7, 'Delivered'), (8, 'Pending'), (9, 'Cancelled'))
                AS old (id, status);
        INSERT INTO order_lines (order_id, position, product_id, sku, product_name, quantity, price, amount)
            SELECT id, 1, (SELECT min(products.id) FROM products), 'ROPE-OLD', 'Old rope', 3, 10, 30 FROM orders;
        INSERT INTO invoices (id, order_id, user_id, total_amount, currency, status, issued_at, due_date, updated_at, version)
            SELECT id + 100, id, user_id, 30, 'EUR', (ARRAY['Paid', 'Refunded', 'Refunded', 'Refunded', 'Pending', 'Paid', 'Pending', 'Void', 'Void'])[id], now(), now(), now(), 1 FROM orders;
        INSERT INTO invoice_register (invoice_id, order_id, is_void, year) SELECT id, order_id, status = 'Void', 2026 FROM invoices;
        INSERT INTO returns (id, order_id, user_id, status, total_refund, currency, is_restocked, created_at, updated_at, version)
            SELECT id, order_id, 1, status, refund, 'EUR', false, now(), now(), 1 FROM (VALUES
                (1, 1, 'Processed', 10), (2, 1, 'Requested', 10), (3, 2, 'Processed', 20), (4, 3, 'Processed', 30), (5, 7, 'Processed', 30), (6, 1, 'Processed', 25))
                AS old (id, order_id, status, refund);
        INSERT INTO return_lines (return_id, position, product_id, quantity, reason, refund_amount)
            SELECT id, 1, (SELECT min(products.id) FROM products), 1, 'Too small.', total_refund FROM returns
        """;

    /// <summary>Brand and product i belong together; 1 to 4, 5 and 6, 7 and 8, 10 and 11 are the same names.</summary>
    private const string OldBrands = """
        INSERT INTO categories (slug, name, version) VALUES ('toys', U&'Dry\00A0food', 1), ('dry', 'Dry food', 1), ('hidden', U&'\200B', 1);
        INSERT INTO pet_types (slug, name, sku_prefix, version) VALUES ('dog', 'Dog', 'DOG', 1);
        INSERT INTO brands (id, slug, name, version) VALUES
            (1, 'e', U&' \00C9 Marke', 1), (2, 'e2', U&'\00C9 Marke', 1), (3, 'e3', U&'E\0301 Marke', 1), (4, 'e4', U&'\00E9\00A0\00A0MARKE', 1),
            (5, 'acme', 'Acme', 1), (6, 'acme-2', U&'AC\200BME\202E', 1), (7, 'fish', 'Fish Co', 1), (8, 'fish-2', U&'\FB01sh \FF23o', 1),
            (9, 'unseen', U&'\200B\FEFF', 1), (10, 'u', U&'\00DCnique', 1), (11, 'u2', U&'\200Du\0308nique', 1);
        INSERT INTO products (id, sku, slug, name, category_id, pet_type_id, brand_id, price, is_active, created_at, updated_at, version)
        SELECT i, 'ROPE-' || i, 'rope-' || i, 'Rope ' || i, 1, 1, i, 5, true, now(), now(), 1 FROM generate_series(1, 11) i;
        INSERT INTO product_search (product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name, created_at, is_active, in_stock, vector)
        SELECT id, '', '', category_id, pet_type_id, brand_id, price, name, created_at, true, false, '' FROM products
        """;

    private readonly string _name = $"petshop_upgrade_{Environment.ProcessId}_{Guid.NewGuid().ToString("n")[..6]}";
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        await TestServers.CreateDatabaseAsync(_name);
        _source = NpgsqlDataSource.Create(TestServers.Roles.Owner.In(await TestServers.ConnectionToAsync(_name)) + ";Pooling=false");
    }

    [Fact]
    public async Task Stock_moves_to_its_own_table_with_its_figures_and_back()
    {
        await MigrateAsync("Sales");
        await ExecuteAsync(OldProducts);
        await MigrateAsync("ProductStock");
        Assert.Equal(0, await CountAsync("""
            SELECT count(*) FROM products p LEFT JOIN product_stock s ON s.product_id = p.id
            WHERE s.quantity IS DISTINCT FROM substr(p.sku, 6)::int OR s.sellable IS DISTINCT FROM p.is_active
            """));
        await MigrateAsync("Sales");
        Assert.Equal(100, await CountAsync("SELECT count(*) FROM products WHERE stock_quantity = substr(sku, 6)::int"));
    }

    [Fact]
    public async Task What_went_back_is_booked_as_far_as_it_was_paid_and_what_is_unpaid_counts()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(OldProducts.Replace("stock_quantity, ", "", StringComparison.Ordinal).Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(OldSales);
        await MigrateAsync("RefundsAndLimits");
        Assert.Equal(
            // Order 1 gave back 35.00 of 30.00, order 3 60.00, order 7 30.00 though it was never paid: no more is booked than was paid.
            "1/1 10.000 ReturnProcessed 1, 1/2 20.000 ReturnProcessed 6, 2/1 20.000 ReturnProcessed 3, 2/2 10.000 InvoiceRefunded -, 3/1 30.000 ReturnProcessed 4, 4/1 30.000 OrderCancelled -",
            await ReadAsync("SELECT string_agg(order_id || '/' || number || ' ' || amount || ' ' || reason || ' ' || coalesce(return_id::text, '-'), ', ' ORDER BY order_id, number) FROM refunds"));
        Assert.Equal("101 30.000, 102 30.000, 103 30.000, 104 30.000",
            await ReadAsync("SELECT string_agg(id || ' ' || refunded_amount, ', ' ORDER BY id) FROM invoices WHERE refunded_amount > 0"));
        Assert.Equal("5 1 3, 8 1 3", await ReadAsync("SELECT string_agg(order_id || ' ' || user_id || ' ' || units, ', ' ORDER BY order_id) FROM unpaid_orders"));
        Assert.Equal("5 30.000, 6 5.000", await ReadAsync("""
            SELECT string_agg(returns.id || ' ' || (returns.total_refund - coalesce(refunds.amount, 0)), ', ' ORDER BY returns.id)
            FROM returns LEFT JOIN refunds ON refunds.return_id = returns.id
            WHERE returns.status = 'Processed' AND returns.total_refund > coalesce(refunds.amount, 0)
            """));
        Assert.Equal(6, await CountAsync("SELECT count(*) FROM return_lines WHERE sku = 'ROPE-OLD' AND product_name = 'Old rope'"));
        Assert.Equal("9", await ReadAsync("SELECT string_agg(id::text, ', ') FROM orders WHERE shipping_address LIKE 'Erased%'"));
        await MigrateAsync("ProductStock");
        await MigrateAsync("RefundsAndLimits");
    }

    [Fact]
    public async Task A_shop_of_an_older_version_finds_its_products_when_migrate_has_run()
    {
        await MigrateAsync("Sales");
        await ExecuteAsync(OldProducts);
        await TemplateDatabase.MigrateAsync(await TestServers.ConnectionToAsync(_name));
        Assert.Equal(100, await CountAsync("""
            SELECT count(*) FROM product_search e JOIN products p ON p.id = e.product_id
            WHERE e.vector @@ plainto_tsquery('petshop_words', 'rope toy dog ' || substr(p.sku, 6)) AND e.sku_key = 'rope ' || substr(p.sku, 6)
                AND e.in_stock = (p.sku <> 'ROPE-0') AND e.is_active = p.is_active AND e.name = p.name AND e.price = 5
            """));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM search_renewals"));
        await MigrateAsync("ProductStock");
        Assert.Equal(100, await CountAsync("SELECT count(*) FROM products WHERE search_vector @@ to_tsquery('english', 'dogs & toy')"));
    }

    [Fact]
    public async Task Kept_results_get_their_owners_and_a_shop_that_has_sold_makes_ids_as_before_for_a_while()
    {
        await MigrateAsync("RefundsAndLimits");
        await ExecuteAsync("""
            INSERT INTO users (id, username, normalized_username, email, normalized_email, email_verified, password_hash, security_stamp, concurrency_stamp, created_at, closed_at, version)
            OVERRIDING SYSTEM VALUE
            SELECT i, 'user' || i, 'USER' || i, i || '@example.com', i || '@EXAMPLE.COM', false, '', '', '', now(), CASE WHEN i = 2 THEN now() END, 1 FROM generate_series(1, 2) i;
            INSERT INTO idempotency_records (id, body_hash, result, created_at) VALUES
                ('\x01', '', '{"Order":{"UserId":1}}', now()), ('\x02', '', '{"UserId":1}', now()), ('\x03', '', '{"UserId":2}', now());
            SELECT make_month_partition('orders', date_trunc('month', now())::date);
            INSERT INTO orders (id, user_id, status, subtotal, discount_total, shipping_total, tax_total, total_amount, currency, shipping_address, placed_at, updated_at, version)
            VALUES (extract(epoch FROM now() - timestamptz '2020-01-01Z')::bigint << 20, 1, 'Pending', 0, 0, 0, 0, 0, 'EUR', '', now(), now(), 1)
            """);
        await MigrateAsync("KeptResults");
        Assert.Equal(2, await CountAsync("SELECT count(*) FROM idempotency_records WHERE owner_id = 1 AND result IS NOT NULL"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM idempotency_records WHERE owner_id = 2 AND result IS NULL"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM id_keys WHERE length(key) = 32 AND starts_at BETWEEN now() + interval '9 minutes' AND now() + interval '10 minutes'"));
    }

    [Fact]
    public async Task Brands_that_are_one_by_name_become_the_oldest_with_the_products_of_all()
    {
        await MigrateAsync("ProductSearch");
        await ExecuteAsync(OldBrands);
        await ExecuteAsync("DELETE FROM search_renewals; UPDATE products SET name = U&'Rope\\2122' WHERE id = 2; UPDATE pet_types SET name = U&'Dog\\2120'");
        await ExecuteAsync("UPDATE product_search SET name_key = repeat('a', 200) WHERE product_id = 9");
        await MigrateAsync("KeysInOneForm");
        Assert.Equal("1 É Marke 1+2+3+4, 5 Acme 5+6, 7 Fish Co 7+8, 9 unseen 9, 10 Ünique 10+11", await ReadAsync("""
            SELECT string_agg(b.id || ' ' || b.name || ' ' || own.products, ', ' ORDER BY b.id) FROM brands b
            JOIN (SELECT p.brand_id, string_agg(p.id::text, '+' ORDER BY p.id) AS products
                FROM products p JOIN product_search e ON e.product_id = p.id AND e.brand_id = p.brand_id GROUP BY 1) own ON own.brand_id = b.id
            """));
        // To be found anew: changed names, brands that got products, what has a trade mark, and keys that were cut.
        Assert.Equal("b1 b3 b4 b5 b6 b7 b9 b10 b11 c1 c3 p2 p9 t1", await ReadAsync("""
            SELECT string_agg(what, ' ' ORDER BY left(what, 1), substr(what, 2)::int) FROM (SELECT DISTINCT coalesce(
                'b' || brand_id, 'c' || category_id, 't' || pet_type_id, 'p' || product_id) AS what FROM search_renewals) noted
            """));
        Assert.Equal("Dry food, Dry food, hidden", await ReadAsync("SELECT string_agg(name, ', ' ORDER BY id) FROM categories"));
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync("INSERT INTO brands (slug, name, version) VALUES ('x', 'ACME' || chr(65039), 1)"));
        await MigrateAsync("ProductSearch");
        await MigrateAsync("KeysInOneForm");
    }

    [Fact]
    public async Task A_shop_of_an_older_version_finds_its_accounts_when_migrate_has_run()
    {
        await MigrateAsync("ProductSearch");
        await ExecuteAsync("""
            INSERT INTO users (username, normalized_username, email, normalized_email, email_verified, password_hash, security_stamp, concurrency_stamp, created_at, version, first_name)
            SELECT 'rex.' || i, 'REX.' || i, i || '@example.com', i || '@EXAMPLE.COM', false, 'x', 'x', 'x', now(), 1, U&'Jose\0301' FROM generate_series(1, 2005) i
            """);
        await TemplateDatabase.MigrateAsync(await TestServers.ConnectionToAsync(_name));
        Assert.Equal(2005, await CountAsync("SELECT count(*) FROM users WHERE search_text = replace(username, '.', ' ') || ' ' || replace(email, '@example.com', ' example com') || ' jose'"));
        await MigrateAsync("ProductSearch");
        Assert.Equal(2005, await CountAsync("SELECT count(*) FROM users WHERE search_text LIKE 'rex._%@example.com Jos%'"));
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await TemplateDatabase.DropAsync(_name);
    }

    private async Task MigrateAsync(string target)
    {
        var options = new DbContextOptionsBuilder<PetShopDbContext>()
            .UseNpgsql(_source, npgsql => npgsql.MigrationsHistoryTable("schema_migrations")).UseSnakeCaseNamingConvention().Options;
        await using var db = new PetShopDbContext(options);
        await db.GetService<IMigrator>().MigrateAsync(target);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql) => (long)await ScalarAsync(sql);

    private async Task<string> ReadAsync(string sql) => (string)await ScalarAsync(sql);

    private async Task<object> ScalarAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())!;
    }
}
