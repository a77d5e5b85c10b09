using Npgsql;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>Upgrades of a shop with data.</summary>
public sealed class UpgradeTests : UpgradeTest
{
    private const string Few = """
        SELECT string_agg(p.sku, ' ' ORDER BY p.sku COLLATE "C") FROM product_search e
        JOIN products p ON p.id = e.product_id WHERE e.few_left
        """;

    [Fact]
    public async Task Stock_moves_to_its_own_table_with_its_figures_and_back()
    {
        await MigrateAsync("Sales");
        await ExecuteAsync(LegacyData.Products);
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
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await MigrateAsync("RefundsAndLimits");
        Assert.Equal(
            // Order 1 refunded 35.00 of 30.00, order 3 60.00, order 7 30.00 although it was never paid: no more is
            // recorded than was paid.
            "1/1 10.000 ReturnProcessed 1, 1/2 20.000 ReturnProcessed 6, 2/1 20.000 ReturnProcessed 3, "
            + "2/2 10.000 InvoiceRefunded -, 3/1 30.000 ReturnProcessed 4, 4/1 30.000 OrderCancelled -",
            await ReadAsync("""
                SELECT string_agg(order_id || '/' || number || ' ' || amount || ' ' || reason ||
                            ' ' || coalesce(return_id::text, '-'), ', ' ORDER BY order_id, number)
                FROM refunds
                """));
        Assert.Equal("101 30.000, 102 30.000, 103 30.000, 104 30.000",
            await ReadAsync("""
                SELECT string_agg(id || ' ' || refunded_amount, ', ' ORDER BY id) FROM invoices
                WHERE refunded_amount > 0
                """));
        Assert.Equal("5 1 3, 8 1 3",
            await ReadAsync("SELECT string_agg(order_id || ' ' || user_id || ' ' || units, ', ' ORDER BY order_id) "
                + "FROM unpaid_orders"));
        Assert.Equal("5 30.000, 6 5.000", await ReadAsync("""
            SELECT string_agg(returns.id || ' ' || (returns.total_refund - coalesce(refunds.amount, 0)),
                ', ' ORDER BY returns.id)
            FROM returns LEFT JOIN refunds ON refunds.return_id = returns.id
            WHERE returns.status = 'Processed' AND returns.total_refund > coalesce(refunds.amount, 0)
            """));
        Assert.Equal(6,
            await CountAsync("SELECT count(*) FROM return_lines WHERE sku = 'ROPE-OLD' AND product_name = 'Old rope'"));
        Assert.Equal("9",
            await ReadAsync("SELECT string_agg(id::text, ', ') FROM orders WHERE shipping_address LIKE 'Erased%'"));
        await MigrateAsync("ProductStock");
        await MigrateAsync("RefundsAndLimits");
    }

    [Fact]
    public async Task A_shop_of_an_older_version_finds_its_products_when_migrate_has_run()
    {
        await MigrateAsync("Sales");
        await ExecuteAsync(LegacyData.Products);
        await TemplateDatabase.MigrateAsync(await TestServers.ConnectionToAsync(DatabaseName));
        Assert.Equal(100, await CountAsync("""
            SELECT count(*) FROM product_search e JOIN products p ON p.id = e.product_id
            WHERE e.vector @@ plainto_tsquery('petshop_words', 'rope toy dog ' || substr(p.sku, 6))
                AND e.sku_key = 'rope ' || substr(p.sku, 6)
                AND e.in_stock = (p.sku <> 'ROPE-0') AND e.is_active = p.is_active AND e.name = p.name AND e.price = 5
            """));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM search_renewals"));
        await MigrateAsync("ProductStock");
        Assert.Equal(100, await CountAsync(
            "SELECT count(*) FROM products WHERE search_vector @@ to_tsquery('english', 'dogs & toy')"));
    }

    [Fact]
    public async Task Search_entries_mark_few_units_by_the_new_limit_and_by_the_old_one_again()
    {
        await MigrateAsync("Sales");
        await ExecuteAsync(LegacyData.Products);
        await MigrateAsync("FewLeft");
        await ExecuteAsync("""
            INSERT INTO product_search (product_id, name_key, sku_key, category_id, pet_type_id, price, name,
                created_at, is_active, in_stock, few_left, vector)
            SELECT p.id, p.name, p.sku, p.category_id, p.pet_type_id, p.price, p.name, p.created_at, p.is_active,
                s.quantity > 0, s.quantity <= 10, ''
            FROM products p JOIN product_stock s ON s.product_id = p.id ON CONFLICT DO NOTHING
            """);
        await MigrateAsync("LowStockEntries");
        Assert.Equal("ROPE-0 ROPE-1 ROPE-2 ROPE-3 ROPE-4 ROPE-5", await ReadAsync(Few));
        await MigrateAsync("FewLeft");
        Assert.Equal("ROPE-0 ROPE-1 ROPE-10 ROPE-2 ROPE-3 ROPE-4 ROPE-5 ROPE-6 ROPE-7 ROPE-8 ROPE-9",
            await ReadAsync(Few));
    }

    [Fact]
    public async Task Kept_results_get_their_owners_and_a_shop_that_has_sold_makes_ids_as_before_for_a_while()
    {
        await MigrateAsync("RefundsAndLimits");
        await ExecuteAsync("""
            INSERT INTO users (id, username, normalized_username, email, normalized_email, email_verified,
                password_hash, security_stamp, concurrency_stamp, created_at, closed_at, version)
            OVERRIDING SYSTEM VALUE
            SELECT i, 'user' || i, 'USER' || i, i || '@example.com', i || '@EXAMPLE.COM', false, '', '', '', now(),
                CASE WHEN i = 2 THEN now() END, 1 FROM generate_series(1, 2) i;
            INSERT INTO idempotency_records (id, body_hash, result, created_at) VALUES
                ('\x01', '', '{"Order":{"UserId":1}}', now()), ('\x02', '', '{"UserId":1}', now()), ('\x03', '',
                    '{"UserId":2}', now());
            SELECT make_month_partition('orders', date_trunc('month', now())::date);
            INSERT INTO orders (id, user_id, status, subtotal, discount_total, shipping_total, tax_total, total_amount,
                currency, shipping_address, placed_at, updated_at, version)
            VALUES (extract(epoch FROM now() - timestamptz '2020-01-01Z')::bigint << 20, 1, 'Pending', 0, 0, 0, 0, 0,
                'EUR', '', now(), now(), 1)
            """);
        await MigrateAsync("KeptResults");
        Assert.Equal(
            2, await CountAsync("SELECT count(*) FROM idempotency_records WHERE owner_id = 1 AND result IS NOT NULL"));
        Assert.Equal(
            1, await CountAsync("SELECT count(*) FROM idempotency_records WHERE owner_id = 2 AND result IS NULL"));
        Assert.Equal(1, await CountAsync("""
            SELECT count(*) FROM id_keys
            WHERE length(key) = 32 AND starts_at BETWEEN now() + interval '9 minutes' AND now() + interval '10 minutes'
            """));
    }

    [Fact]
    public async Task Brands_that_are_one_by_name_become_the_oldest_with_the_products_of_all()
    {
        await MigrateAsync("ProductSearch");
        await ExecuteAsync(LegacyData.Brands);
        await ExecuteAsync("DELETE FROM search_renewals; UPDATE products SET name = U&'Rope\\2122' WHERE id = 2; "
            + "UPDATE pet_types SET name = U&'Dog\\2120'");
        await ExecuteAsync("UPDATE product_search SET name_key = repeat('a', 200) WHERE product_id = 9");
        await MigrateAsync("KeysInOneForm");
        Assert.Equal("1 É Marke 1+2+3+4, 5 Acme 5+6, 7 Fish Co 7+8, 9 unseen 9, 10 Ünique 10+11", await ReadAsync("""
            SELECT string_agg(b.id || ' ' || b.name || ' ' || own.products, ', ' ORDER BY b.id) FROM brands b
            JOIN (SELECT p.brand_id, string_agg(p.id::text, '+' ORDER BY p.id) AS products
                FROM products p JOIN product_search e ON e.product_id = p.id
                    AND e.brand_id = p.brand_id GROUP BY 1) own ON own.brand_id = b.id
            """));
        // To be indexed again: changed names, brands that got products, names with a trade mark sign, and keys that
        // were cut.
        Assert.Equal("b1 b3 b4 b5 b6 b7 b9 b10 b11 c1 c3 p2 p9 t1", await ReadAsync("""
            SELECT string_agg(what, ' ' ORDER BY left(what, 1), substr(what, 2)::int) FROM (SELECT DISTINCT coalesce(
                'b' || brand_id, 'c' || category_id, 't' || pet_type_id, 'p' || product_id) AS what
                    FROM search_renewals) noted
            """));
        Assert.Equal("Dry food, Dry food, hidden",
            await ReadAsync("SELECT string_agg(name, ', ' ORDER BY id) FROM categories"));
        await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync("INSERT INTO brands (slug, name, version) VALUES ('x', 'ACME' || chr(65039), 1)"));
        await MigrateAsync("ProductSearch");
        await MigrateAsync("KeysInOneForm");
    }

    [Fact]
    public async Task A_shop_of_an_older_version_finds_its_accounts_when_migrate_has_run()
    {
        await MigrateAsync("ProductSearch");
        await ExecuteAsync("""
            INSERT INTO users (username, normalized_username, email, normalized_email, email_verified, password_hash,
                security_stamp, concurrency_stamp, created_at, version, first_name)
            SELECT 'rex.' || i, 'REX.' || i, i || '@example.com', i || '@EXAMPLE.COM', false, 'x', 'x', 'x', now(), 1,
                U&'Jose\0301' FROM generate_series(1, 2005) i
            """);
        await TemplateDatabase.MigrateAsync(await TestServers.ConnectionToAsync(DatabaseName));
        Assert.Equal(2005, await CountAsync("""
            SELECT count(*) FROM users
            WHERE search_text = replace(username, '.', ' ') || ' ' ||
                replace(email, '@example.com', ' example com') || ' jose'
            """));
        await MigrateAsync("ProductSearch");
        Assert.Equal(
            2005, await CountAsync("SELECT count(*) FROM users WHERE search_text LIKE 'rex._%@example.com Jos%'"));
    }

    [Fact]
    public async Task Log_levels_become_a_row_each_and_one_document_again()
    {
        await MigrateAsync("KeysInOneForm");
        await ExecuteAsync("""
            INSERT INTO runtime_settings (key, value, updated_at) VALUES ('logging', '{"default":"verbose","overrides":
                {"PetShop.Api.Sales":"fatal","Npgsql":null,"npgsql":"debug","A*B*C":"debug"},"stack_traces":false}',
                    now())
            """);
        await MigrateAsync("SettingsByKey");
        Assert.Equal(
            "Logging:LogLevel:Default=Trace Logging:LogLevel:npgsql=Debug Logging:LogLevel:PetShop.Api.Sales=Critical "
            + "Logging:StackTraces=False",
            await ReadAsync("""
                SELECT string_agg(key || '=' || coalesce(value, 'null'), ' ' ORDER BY lower(key))
                FROM runtime_settings
                """));
        await ExecuteAsync("UPDATE runtime_settings SET value = NULL WHERE key LIKE '%npgsql'");
        await MigrateAsync("KeysInOneForm");
        Assert.Equal(
            """{"default": "verbose", "overrides": {"npgsql": null, "PetShop.Api.Sales": "fatal"}, """
            + "\"stack_traces\": false}",
            await ReadAsync("SELECT value::text FROM runtime_settings"));
        await ExecuteAsync(
            """UPDATE runtime_settings SET value = '{"default":null,"overrides":null,"stack_traces":null}'""");
        await MigrateAsync("SettingsByKey");
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM runtime_settings"));
        await MigrateAsync("KeysInOneForm");
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM runtime_settings"));
    }
}
