using PetShop.Api.Sales.Services.Overdue;

namespace PetShop.IntegrationTests.Sales.Papers;

/// <summary>Invoices on account that are not paid in time.</summary>
public sealed class OverdueTests : ShopTest
{
    [Fact]
    public async Task An_overdue_invoice_is_recorded_once_and_reminded_of_until_it_is_paid()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        await buyer.BuyAsync((ball, 1));        // is prepaid, and cancelled by its own deadline
        var (order, invoice) = await buyer.At(Shop.StartNode(PaperSteps.OnAccount)).BuyAsync((ball, 1));
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        await ShouldBeAsync();
        Shop.Clock.Advance(TimeSpan.FromDays(31));
        for (var i = 0; i < 3; i++)
            await Shop.RunJobAsync<OverdueInvoicesJob>();
        await ShouldBeAsync("InvoiceOverdue");
        Shop.Clock.Advance(TimeSpan.FromDays(14));
        for (var i = 0; i < 3; i++)
            await Shop.RunJobAsync<OverdueInvoicesJob>();
        await ShouldBeAsync("InvoiceOverdue", "InvoiceReminded");
        var admin = await Admin.SignInAsync(Shop.Node);
        await admin.PayAsync(invoice.Id());
        Shop.Clock.Advance(TimeSpan.FromDays(14));
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        await ShouldBeAsync("InvoiceOverdue", "InvoiceReminded");

        Task ShouldBeAsync(params string[] reminders) => RemindersShouldBeAsync(order.Id(), reminders);
    }

    [Fact]
    public async Task It_says_what_is_still_to_be_paid_and_begins_again_after_another_due_date()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var buyer = await Shop.SignUpAsync();
        var (order, invoice) = await buyer.At(Shop.StartNode(PaperSteps.OnAccount)).BuyAsync((ball, 10));
        await (await (await Shop.AdminAsync()).PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "bank_transfer", amount = 90 })).ShouldBeAsync(HttpStatusCode.Created);
        Shop.Clock.Advance(TimeSpan.FromDays(31));
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        Assert.Equal(10m, await Shop.Database.ReadAsync<decimal>(
            "SELECT (after ->> 'amount')::numeric FROM order_events WHERE type = 'InvoiceOverdue'"));
        var until = Shop.Clock.GetUtcNow().AddDays(1);
        await (await (await Admin.SignInAsync(Shop.Node)).PutAsync($"/sales/invoices/{invoice.Id()}",
            new { due_date = until })).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        await RemindersShouldBeAsync(order.Id(), "InvoiceOverdue");
        Shop.Clock.Advance(TimeSpan.FromDays(2));
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        await RemindersShouldBeAsync(order.Id(), "InvoiceOverdue", "InvoiceOverdue");
        Shop.Clock.Advance(TimeSpan.FromDays(14));
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        await RemindersShouldBeAsync(order.Id(), "InvoiceOverdue", "InvoiceOverdue", "InvoiceReminded");
    }

    [Fact]
    public async Task Only_invoices_on_account_are_reminded_of()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (order, _) = await (await Shop.SignUpAsync()).At(Shop.StartNode(PaperSteps.OnAccount)).BuyAsync((ball, 1));
        await Shop.Database.ExecuteAsync("UPDATE orders SET payment_terms = 'Prepaid'");
        Shop.Clock.Advance(TimeSpan.FromDays(31));
        await Shop.RunJobAsync<OverdueInvoicesJob>();
        await RemindersShouldBeAsync(order.Id());
    }

    private async Task RemindersShouldBeAsync(long order, params string[] reminders) =>
        Assert.Equal(reminders, await Shop.Database.ReadAsync<string[]>("""
            SELECT coalesce(array_agg(type ORDER BY number), '{}') FROM order_events
            WHERE order_id = $1 AND type IN ('InvoiceOverdue', 'InvoiceReminded')
            """, order));
}
