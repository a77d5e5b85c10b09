using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.Api.Sales.Services.Overdue;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>Documents of invoices from before there were any, in a shop that is upgraded.</summary>
public sealed class UpgradePapersTests : UpgradeTest
{
    [Fact]
    public async Task Earlier_documents_say_what_was_paid_and_every_note_is_written()
    {
        await FillAsync();
        // Numbered by the rule before, when also prepaid invoices got their numbers at once. 5 waits for a payment.
        await ExecuteAsync("""
            UPDATE orders SET payment_terms = 'Prepaid' WHERE id IN (5, 8);
            UPDATE invoice_register SET sequence = order_id WHERE order_id <= 9
            """);
        await RunAsync<InvoiceNumbersJob>();
        Assert.Equal("1 30/0, 2 30/0, 3 30/0, 4 30/0, 5 0/30, 6 30/0, 7 0/30, 8 0/30, 9 0/30", await ReadAsync("""
            SELECT string_agg(r.order_id || ' ' || trunc((d.document -> 'totals' ->> 'paid')::numeric) || '/'
                || trunc((d.document -> 'totals' ->> 'due')::numeric), ', ' ORDER BY r.order_id)
            FROM invoice_documents d JOIN invoice_register r ON r.invoice_id = d.invoice_id
            """));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM document_tasks"));
        Assert.Equal(0, await CountAsync("""
            SELECT count(*) FROM invoices i WHERE CASE WHEN status = 'Void' THEN total_amount ELSE refunded_amount END
                <> (SELECT coalesce(sum(total_amount), 0) FROM credit_notes n WHERE n.invoice_id = i.id)
            """));
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => MigrateAsync("StoreCredit"));
        Assert.Contains("would be lost", refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_void_invoice_from_before_an_edit_has_neither_document_nor_note()
    {
        await FillAsync();
        await ExecuteAsync("""
            UPDATE invoice_register SET sequence = order_id WHERE order_id <= 9;
            UPDATE orders SET total_amount = 20, subtotal = 20 WHERE id = 8
            """);
        await RunAsync<InvoiceNumbersJob>();
        Assert.Equal(0, await CountAsync("""
            SELECT (SELECT count(*) FROM document_tasks) + (SELECT count(*) FROM credit_notes WHERE order_id = 8)
                + (SELECT count(*) FROM invoice_documents WHERE invoice_id = 108)
            """));
    }

    [Fact]
    public async Task What_was_overdue_before_is_not_reported()
    {
        await FillAsync();
        await ExecuteAsync("UPDATE invoice_register SET sequence = order_id WHERE order_id <= 9");
        await RunAsync<OverdueInvoicesJob>();
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM order_events WHERE type LIKE 'Invoice%'"));
        Assert.True(await CountAsync("SELECT count(*) FROM invoice_reminders WHERE last_at = 'infinity'") > 0);
    }

    [Fact]
    public async Task Numbers_of_two_series_cannot_become_numbers_of_one()
    {
        await FillAsync();
        await MigrateAsync("IssuedInvoices");
        await ExecuteAsync("""
            UPDATE invoice_register SET series = 'A-', sequence = 1 WHERE order_id = 1;
            UPDATE invoice_register SET series = 'B-', sequence = 1 WHERE order_id = 2
            """);
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => MigrateAsync("StoreCredit"));
        Assert.Contains("two series", refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_that_are_picked_up_say_so_themselves()
    {
        await FillAsync();
        await ExecuteAsync("""
            INSERT INTO shipping_zones (id, name, countries, regions, postal_codes, version) OVERRIDING SYSTEM VALUE
                SELECT 77, 'Here', '{DE}', '{}', '[]', 1;
            INSERT INTO shipping_methods (id, zone_id, code, name, kind, basis, steps, min_days, max_days, position,
                is_active, version) OVERRIDING SYSTEM VALUE
                SELECT 78, 77, 'shop', 'At the shop', 'PickUp', 'Flat', '[]', 0, 1, 1, true, 1;
            UPDATE orders SET pricing = jsonb_set(pricing, '{shipping}', '{"method_id": 78, "name": "At the shop"}')
                WHERE id = 1;
            UPDATE orders SET pricing = jsonb_set(pricing, '{shipping}', '{"method_id": 79, "name": "Parcel"}')
                WHERE id = 2
            """);
        await MigrateAsync("IssuedInvoices");
        Assert.Equal("1", await ReadAsync("""
            SELECT string_agg(id::text, ', ') FROM orders WHERE (pricing -> 'shipping' ->> 'is_pick_up')::boolean
            """));
    }

    private async Task FillAsync()
    {
        await MigrateAsync("ProductStock");
        await ExecuteAsync(LegacyData.Products.Replace("stock_quantity, ", "", StringComparison.Ordinal)
            .Replace(" 5, i, ", " 5, ", StringComparison.Ordinal));
        await ExecuteAsync(LegacyData.Sales);
        await MigrateAsync("StoreCredit");
    }

    /// <summary>Upgrades the shop, and runs a job on a node of it.</summary>
    private async Task RunAsync<T>() where T : class, Api.Core.Jobs.IJob
    {
        var database = await TestServers.ConnectionToAsync(DatabaseName);
        await TemplateDatabase.MigrateAsync(database);
        await using var node = new ShopNode(ShopSettings.For(TestServers.Roles.Nodes.In(database),
            (await TestServers.Running).Redis.ConnectionString, DatabaseName), new ShopClock());
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<T>().RunAsync(CancellationToken.None);
    }
}
