
namespace PetShop.IntegrationTests.Core.Database;

/// <summary>Stock, orders and taxes of a shop that is upgraded.</summary>
public sealed class UpgradeSalesTests : UpgradeTest
{
    [Fact]
    public async Task Open_orders_get_the_full_time_to_pay_and_their_months_a_timeline()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await ExecuteAsync("UPDATE invoices SET due_date = now() + interval '30 days' WHERE order_id = 5");
        await MigrateAsync("LowStockEntries");
        await ExecuteAsync("UPDATE unpaid_orders SET cancelled_at = now() WHERE order_id = 8");
        await ExecuteAsync("INSERT INTO unpaid_orders (order_id, user_id, units) VALUES (6, 1, 3)");
        await MigrateAsync("OrderTimeline");
        Assert.Equal("5 Prepaid 30, 6 Prepaid 3", await ReadAsync("""
            SELECT string_agg(o.id || ' ' || o.payment_terms || ' '
                || round(extract(epoch FROM o.pay_by - now()) / 86400), ', ' ORDER BY o.id)
            FROM orders o JOIN unpaid_orders u ON u.order_id = o.id AND u.pay_by = o.pay_by
            """));
        Assert.Equal(7, await CountAsync(
            "SELECT count(*) FROM orders WHERE payment_terms = 'OnAccount' AND pay_by IS NULL"));
        await ExecuteAsync("INSERT INTO order_events (order_id, number, type, author, happened_at, is_internal) "
            + "VALUES (1, 1, 'Archived', 'Admin', now(), true)");
        await MigrateAsync("LowStockEntries");
        await MigrateAsync("OrderTimeline");
    }

    [Fact]
    public async Task Invoices_keep_their_numbers_and_unpaid_ones_without_one_wait_for_the_payment()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await MigrateAsync("StoreCredit");
        await ExecuteAsync("UPDATE invoice_register SET sequence = order_id WHERE order_id <= 4");
        await MigrateAsync("IssuedInvoices");
        Assert.Equal("1 2026, 2 2026, 3 2026, 4 2026, 5 -, 7 2026", await ReadAsync("""
            SELECT string_agg(entry.order_id || ' ' || coalesce(entry.year::text, '-'), ', ' ORDER BY entry.order_id)
            FROM invoice_register entry JOIN invoices i ON i.id = entry.invoice_id
            WHERE entry.order_id IN (1, 2, 3, 4, 5, 7) AND entry.series = ''
                AND (entry.issued_at = i.issued_at OR entry.year IS NULL)
            """));
        await MigrateAsync("StoreCredit");
        await MigrateAsync("IssuedInvoices");
    }

    [Fact]
    public async Task What_has_shipped_is_counted_and_months_with_orders_get_their_shipments()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await MigrateAsync("Shipments");
        Assert.Equal("1 3, 2 3, 3 3, 7 3", await ReadAsync("""
            SELECT string_agg(order_id || ' ' || shipped_quantity, ', ' ORDER BY order_id) FROM order_lines
            WHERE shipped_quantity > 0
            """));
        await ExecuteAsync("INSERT INTO shipments (order_id, number, shipped_at, updated_at, version) "
            + "VALUES (5, 1, now(), now(), 1); INSERT INTO shipment_lines VALUES (5, 1, 1, 2)");
        await MigrateAsync("LowStockEntries");
        await MigrateAsync("Shipments");
    }

    [Fact]
    public async Task Orders_keep_their_address_as_a_text_and_a_structured_one_becomes_one_on_the_way_back()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await MigrateAsync("Addresses");
        Assert.Equal(9, await CountAsync(
            "SELECT count(*) FROM orders WHERE shipping_address IS NOT NULL AND ship_to IS NULL AND bill_to IS NULL"));
        await ExecuteAsync("""
            UPDATE orders SET shipping_address = NULL, ship_to = '{"name":"Rex","company":null,"line1":"1 Kennel Lane",
                "line2":null,"city":"Barkham","region":null,"postal_code":"RG41 4TG","country":"GB","phone":null}'
            WHERE id = 1
            """);
        await MigrateAsync("LowStockEntries");
        Assert.Equal("Rex, 1 Kennel Lane, RG41 4TG Barkham, GB",
            await ReadAsync("SELECT shipping_address FROM orders WHERE id = 1"));
        Assert.Equal(8, await CountAsync(
            "SELECT count(*) FROM orders WHERE shipping_address = '1 Kennel Lane' OR shipping_address LIKE 'Erased%'"));
        await MigrateAsync("Addresses");
    }

    [Fact]
    public async Task What_was_paid_becomes_payments_and_its_refunds_have_gone_back_to_them()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await MigrateAsync("Payments");
        Assert.Equal(
            "1 Refunded 30, 2 Refunded 30, 3 Refunded 30, 4 Refunded 30, 6 Captured 0", await ReadAsync("""
            SELECT string_agg(order_id || ' ' || status || ' ' || trunc(refunded_amount), ', ' ORDER BY order_id)
            FROM payments WHERE number = 1 AND captured_amount = 30
            """));
        Assert.Equal(0, await CountAsync("""
            SELECT count(*) FROM refunds WHERE amount <> (SELECT sum(amount) FROM refund_transfers t
                WHERE t.order_id = refunds.order_id AND t.refund_number = refunds.number AND status = 'Succeeded')
            """));
        await MigrateAsync("WithdrawnPromotions");
        await MigrateAsync("Payments");
    }

    [Fact]
    public async Task Existing_stock_gets_an_opening_movement()
    {
        await MigrateAsync("Sales");
        await ExecuteAsync(LegacyData.Products);
        await MigrateAsync("StockLedger");
        Assert.Equal(100, await CountAsync("""
            SELECT count(*) FROM product_stock s JOIN stock_movements m
                ON m.product_id = s.product_id AND m.id = s.last_movement_id
            WHERE m.reason = 'Opening' AND m.quantity = s.quantity AND m.balance = s.quantity
                AND s.backorder_limit = 0 AND s.available_from IS NULL AND s.low_stock_threshold IS NULL
                AND timestamptz '2020-01-01Z' + (m.id >> 20) * interval '1 second'
                    BETWEEN now() - interval '1 hour' AND now()
            """));
        Assert.Equal(100, await CountAsync("SELECT count(*) FROM stock_movements"));
        await ExecuteAsync("""
            UPDATE product_stock SET backorder_limit = 9, quantity = -9
            WHERE product_id = (SELECT id FROM products WHERE sku = 'ROPE-50')
            """);
        await MigrateAsync("LowStockEntries");
        Assert.Equal(99, await CountAsync("""
            SELECT count(*) FROM product_stock s JOIN products p ON p.id = s.product_id
            WHERE s.quantity = substr(p.sku, 6)::int
            """));
        await MigrateAsync("StockLedger");
        Assert.Equal(100, await CountAsync("SELECT count(*) FROM stock_movements"));
    }

    [Fact]
    public async Task A_shop_that_has_sold_gets_tax_rates_but_does_not_begin_to_charge_for_shipping()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await TemplateDatabase.MigrateAsync(await TestServers.ConnectionToAsync(DatabaseName));
        Assert.Equal(76, await CountAsync("SELECT count(*) FROM tax_rates"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM shipping_zones"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM products WHERE tax_class IS NOT NULL"));
        await MigrateAsync("LowStockEntries");
        await TemplateDatabase.MigrateAsync(await TestServers.ConnectionToAsync(DatabaseName));
        Assert.Equal(76, await CountAsync("SELECT count(*) FROM tax_rates"));
    }
}
