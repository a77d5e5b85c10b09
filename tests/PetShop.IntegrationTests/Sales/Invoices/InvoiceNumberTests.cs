using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.IntegrationTests.Core.Outbox;

namespace PetShop.IntegrationTests.Sales.Invoices;

public sealed class InvoiceNumberTests : ShopTest
{
    private static readonly (string, string) OnAccount = ("Orders:PaymentTerms", "OnAccount");

    [Fact]
    public async Task Numbers_follow_each_other_without_gaps_through_rollbacks_and_with_two_jobs_at_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 60);
        var (node, other) = (Shop.StartNode(OnAccount, ("Orders:MaxUnpaid", "0")), Shop.StartNode(OnAccount));
        var buyer = (await Shop.SignUpAsync()).At(node);
        var shopping = SalesSteps.AtOnceAsync(100, _ => buyer.CheckOutAsync((ball, 1)));
        while (!shopping.IsCompleted)
            await Task.WhenAll(TryNumberAsync(node), TryNumberAsync(other));
        Assert.Equal(60, (await shopping).CountOf(HttpStatusCode.Created));
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        Assert.Equal(Numbers(60), await NumbersAsync(buyer));
    }

    [Fact]
    public async Task A_number_comes_with_the_payment_in_the_order_of_payments()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (first, second) = (await buyer.BuyAsync((ball, 1)), await buyer.BuyAsync((ball, 1)));
        Assert.Null(await NumberOfAsync(buyer, first.Invoice.Id()));
        await admin.PayAsync(second.Invoice.Id());
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await admin.PayAsync(first.Invoice.Id());
        Assert.Equal(Numbers(1)[0], await NumberOfAsync(buyer, second.Invoice.Id()));
        Assert.Equal(Numbers(2)[1], await NumberOfAsync(buyer, first.Invoice.Id()));
        await (await admin.PatchAsync($"/sales/invoices/{first.Invoice.Id()}/status", new { status = "refunded" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(Numbers(2)[1], await NumberOfAsync(buyer, first.Invoice.Id()));
    }

    [Fact]
    public async Task What_is_void_before_the_payment_never_has_a_number()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, invoice) = await buyer.BuyAsync((ball, 1));
        var cancelled = await buyer.BuyAsync((ball, 1));
        await (await admin.DeleteAsync($"/sales/invoices/{invoice.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await admin.MoveOrderAsync(cancelled.Order.Id(), "cancelled");
        var again = await (await admin.PostAsync("/sales/invoices", new { order_id = order.Id() }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await admin.PayAsync(again.Id());
        Assert.Equal(Numbers(1)[0], await NumberOfAsync(buyer, again.Id()));
        Assert.Null(await NumberOfAsync(buyer, invoice.Id()));
        Assert.Null(await NumberOfAsync(buyer, cancelled.Invoice.Id()));
    }

    [Fact]
    public async Task On_account_and_for_nothing_the_number_comes_at_once_and_stays()
    {
        var (ball, sample) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(price: 0));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var onAccount = (await buyer.At(Shop.StartNode(OnAccount)).BuyAsync((ball, 1))).Invoice.Id();
        Assert.Equal(Numbers(1)[0], await NumberOfAsync(buyer, onAccount));
        var free = (await buyer.BuyAsync((sample, 1))).Invoice.Id();
        Assert.Equal(Numbers(2)[1], await NumberOfAsync(buyer, free));
        await admin.PayAsync(onAccount);
        await (await admin.DeleteAsync($"/sales/invoices/{free}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(Numbers(1)[0], await NumberOfAsync(buyer, onAccount));
        Assert.Equal(Numbers(2)[1], await NumberOfAsync(buyer, free));
    }

    [Fact]
    public async Task Paid_in_the_new_year_of_the_shop_it_is_one_of_the_new_year()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var year = Shop.Clock.GetUtcNow().Year;
        Shop.Clock.SetUtcNow(new(new DateTime(year, 12, 31, 22, 30, 0), TimeSpan.Zero));
        await Shop.Services.GetRequiredService<Partitions>().EnsureAsync(1, CancellationToken.None);
        var node = Shop.StartNode(("Shop:TimeZone", "Europe/Berlin"));
        var buyer = (await Shop.SignUpAsync()).At(node);
        var (early, late) = (await buyer.BuyAsync((ball, 1)), await buyer.BuyAsync((ball, 1)));
        await (await Admin.SignInAsync(Shop.Node)).At(node).PayAsync(early.Invoice.Id());
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        await (await Admin.SignInAsync(Shop.Node)).At(node).PayAsync(late.Invoice.Id());
        buyer = await Shop.SignInAsync(buyer.Username);
        Assert.Equal($"{year}-000001", await NumberOfAsync(buyer, early.Invoice.Id()));
        Assert.Equal($"{year + 1}-000001", await NumberOfAsync(buyer, late.Invoice.Id()));
    }

    [Fact]
    public async Task A_new_series_begins_at_one_and_leaves_the_old_numbers()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var node = Shop.StartNode(OnAccount, ("Invoices:Series", "R-"));
        var buyer = (await Shop.SignUpAsync()).At(node);
        var old = (await buyer.BuyAsync((ball, 1))).Invoice.Id();
        Assert.Equal(Numbers(1)[0], await NumberOfAsync(buyer, old));
        var invoice = (await buyer.BuyAsync((ball, 1))).Invoice.Id();
        await NumberAsync(node);
        Assert.Equal("R-" + Numbers(1)[0], await NumberOfAsync(buyer, invoice));
        Assert.Equal(Numbers(1)[0], await NumberOfAsync(buyer, old));
    }

    [Fact]
    public async Task A_series_is_never_used_for_both_kinds()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var node = Shop.StartNode(OnAccount);
        var buyer = (await Shop.SignUpAsync()).At(node);
        var order = (await buyer.BuyAsync((ball, 1))).Order.Id();
        await (await buyer.PostAsync($"/sales/orders/{order}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await NumberAsync(node);
        await buyer.BuyAsync((ball, 1));
        foreach (var (invoices, notes) in new[] { ("C-", "G-"), ("R-", "") })
        {
            var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => NumberAsync(
                Shop.StartNode(("Invoices:Series", invoices), ("Invoices:CreditNoteSeries", notes))));
            Assert.Contains("a series that the other never had", failure.Message, StringComparison.Ordinal);
        }
        await NumberAsync(node);
        Assert.Equal(Numbers(2), await NumbersAsync(buyer));
    }

    [Fact]
    public async Task Events_tell_of_the_number_of_an_invoice_and_of_its_credit_note()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        var after = await Shop.LastEventAsync();
        await admin.PayAsync(order.Id("invoice_id"));
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 4 }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        var events = await Shop.EventsAsync($"&after={after}");
        Assert.Equal(["payment.captured", "order.paid", "invoice.issued", "order.refunded", "credit_note.issued"],
            events.Types());
        var (issued, credited) = (events[2].GetProperty("data"), events[^1].GetProperty("data"));
        Assert.Equal((Numbers(1)[0], order.Id("invoice_id"), $"/sales/invoices/{order.Id("invoice_id")}", "shop"),
            (issued.Text("number"), issued.Id("invoice_id"), issued.Text("url"), issued.Text("author")));
        Assert.Equal(("C-" + Numbers(1)[0], order.Id("invoice_id"), 4m, $"order:{order.Text("number")}"),
            (credited.Text("number"), credited.Id("invoice_id"), credited.Money("amount"), events[^1].Text("key")));
        var note = await buyer.ReadAsync(credited.Text("url"));
        Assert.Equal(credited.Id("credit_note_id"), note.Id());
        Assert.DoesNotContain(buyer.Username, string.Join(' ', events), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("R")]
    [InlineData("r-")]
    [InlineData("R/../-")]
    [InlineData("R 1-")]
    [InlineData("ABCDEFGHIJ-")]
    public void The_shop_does_not_start_with_a_series_that_nobody_can_read(string series) =>
        Assert.Contains("Invoices__Series", Assert.Throws<OptionsValidationException>(
            () => Shop.StartNode(("Invoices:Series", series))).Message, StringComparison.Ordinal);

    private static async Task NumberAsync(ShopNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<InvoiceNumbersJob>().RunAsync(CancellationToken.None);
    }

    /// <summary>As if the lock of the job had failed: the unique keys may stop one of two.</summary>
    private static async Task TryNumberAsync(ShopNode node)
    {
        try
        {
            await NumberAsync(node);
        }
        catch (Exception failure) when (failure.GetBaseException()
            is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
        }
    }

    private string[] Numbers(int count) =>
        [.. Enumerable.Range(1, count).Select(place => $"{Shop.Clock.GetUtcNow().Year}-{place:D6}")];

    private static async Task<IEnumerable<string?>> NumbersAsync(ShopCaller caller) =>
        (await caller.ReadAsync("/sales/invoices?limit=100")).Items()
            .Select(invoice => invoice.GetProperty("number").GetString()).Order(StringComparer.Ordinal);

    /// <summary>After all numbers that are due were assigned.</summary>
    private async Task<string?> NumberOfAsync(ShopCaller caller, long invoice)
    {
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        return (await caller.ReadAsync($"/sales/invoices/{invoice}")).GetProperty("number") is
        { ValueKind: not JsonValueKind.Null } number ? number.GetString() : null;
    }
}
