using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Services.Invoices;

namespace PetShop.IntegrationTests.Sales;

/// <summary>Days and years are in the shop's time zone.</summary>
public sealed class TimeZoneTests : ShopTest
{
    private const string TimeZone = "Shop:TimeZone";
    private static readonly (string, string) OnAccount = ("Orders:PaymentTerms", "OnAccount");

    [Fact]
    public async Task A_day_in_a_filter_is_the_whole_day_in_the_shops_time_zone()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var today = DateOnly.FromDateTime(Shop.Clock.GetUtcNow().UtcDateTime).AddDays(1);
        await GoToAsync(today.ToDateTime(new TimeOnly(23, 30)));        // the next day in Berlin
        var (utc, berlin) = await BuyersAsync();
        var order = (await utc.OrderAsync((ball, 1))).Id();
        var (day, next) = (today.ToString("yyyy-MM-dd"), today.AddDays(1).ToString("yyyy-MM-dd"));

        Assert.Equal([order], await OrdersAsync(utc, $"from={day}&to={day}"));
        Assert.Equal([order], await OrdersAsync(utc, $"to={day}"));
        Assert.Empty(await OrdersAsync(utc, $"from={next}"));
        Assert.Equal([order], await OrdersAsync(berlin, $"from={next}&to={next}"));
        Assert.Equal([order], await OrdersAsync(berlin, $"from={next}"));
        Assert.Empty(await OrdersAsync(berlin, $"to={day}"));
        Assert.Equal([order], await OrdersAsync(berlin, $"to={day}T23:59:59Z"));     // a time is a time
    }

    [Fact]
    public async Task A_range_of_one_day_is_a_range_and_one_that_ends_before_it_begins_is_none()
    {
        var buyer = await Shop.SignUpAsync();
        foreach (var range in new[] { "from=2026-11-26&to=2026-11-26", "from=2026-11-26T15:00:00Z&to=2026-11-26" })
            Assert.Empty(await OrdersAsync(buyer, range));
        foreach (var range in new[] { "from=2026-11-27&to=2026-11-26", "from=2026-11-26&to=2026-11-25T23:59:59Z" })
            await (await buyer.GetAsync("/sales/orders?" + range)).ShouldRejectFieldAsync("to");
        await (await buyer.GetAsync("/sales/orders?from=26.11.2026&to=2026-02-30"))
            .ShouldRejectFieldAsync("from", "to");
    }

    [Fact]
    public async Task Half_an_hour_into_the_new_year_the_invoice_is_one_of_the_new_year()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var year = Shop.Clock.GetUtcNow().Year;
        await GoToAsync(new DateTime(year, 12, 31, 23, 30, 0));
        var (utc, berlin) = await BuyersAsync();
        var here = (await utc.BuyAsync((ball, 1))).Invoice.Id();
        var there = (await berlin.BuyAsync((ball, 1))).Invoice.Id();
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        Assert.Equal($"{year}-000001", (await utc.ReadAsync($"/sales/invoices/{here}")).Text("number"));
        Assert.Equal($"{year + 1}-000001", (await utc.ReadAsync($"/sales/invoices/{there}")).Text("number"));
    }

    [Fact]
    public async Task An_invoice_issued_again_in_the_new_year_is_one_of_the_new_year()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var year = Shop.Clock.GetUtcNow().Year;
        await GoToAsync(new DateTime(year, 12, 31, 23, 30, 0));
        var (utc, _) = await BuyersAsync();
        var berlin = (await Admin.SignInAsync(Shop.Node)).At(Shop.StartNode((TimeZone, "Europe/Berlin"), OnAccount));
        var (order, invoice) = await utc.BuyAsync((ball, 1));
        await (await berlin.DeleteAsync($"/sales/invoices/{invoice.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        var again = await berlin.PostAsync("/sales/invoices", new { order_id = order.Id() });
        var issued = (await again.ShouldBeAsync(HttpStatusCode.Created)).Id();
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        Assert.Equal($"{year + 1}-000001", (await utc.ReadAsync($"/sales/invoices/{issued}")).Text("number"));
    }

    [Fact]
    public async Task A_day_in_a_body_means_by_its_end()
    {
        var admin = (await Shop.AdminAsync()).At(Shop.StartNode((TimeZone, "Europe/Berlin")));
        var (order, invoice) = await (await Shop.SignUpAsync()).BuyAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var due = await admin.PutAsync($"/sales/invoices/{invoice.Id()}", new { due_date = "2030-01-31" });
        Assert.Equal("2030-01-31T22:59:59.999999Z", (await due.ShouldBeAsync(HttpStatusCode.OK)).Text("due_date"));
        var expected = await admin.PutAsync($"/sales/orders/{order.Id()}", new { estimated_delivery = "2030-07-31" });
        var changed = await expected.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("2030-07-31T21:59:59.999999Z", changed.Text("estimated_delivery"));
        foreach (var day in new[] { "2030-02-30", "2030-1-31", "31.01.2030", "" })
        {
            var refused = await admin.PutAsync($"/sales/invoices/{invoice.Id()}", new { due_date = day });
            await refused.ShouldRejectFieldAsync("due_date");
        }
    }

    [Fact]
    public async Task An_invoice_may_be_due_on_the_day_it_is_issued()
    {
        var admin = await Shop.AdminAsync();
        var (_, invoice) = await (await Shop.SignUpAsync()).BuyAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var today = invoice.Text("issued_at")[..10];
        var due = await admin.PutAsync($"/sales/invoices/{invoice.Id()}", new { due_date = today });
        await due.ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_node_does_not_start_with_an_unknown_time_zone()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ShopProgram.RefuseAsync((TimeZone, "Europe/Berlinn")));
        Assert.Contains("Shop:TimeZone is 'Europe/Berlinn'", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Partitions for the new time: created by a job of the shop.</summary>
    private async Task GoToAsync(DateTime utc)
    {
        Shop.Clock.SetUtcNow(new DateTimeOffset(utc, TimeSpan.Zero));
        await Shop.Services.GetRequiredService<Partitions>().EnsureAsync(1, CancellationToken.None);
    }

    /// <summary>A user on a node in UTC, and the same user on a node in Berlin; both pay on account.</summary>
    private async Task<(Buyer Utc, Buyer Berlin)> BuyersAsync()
    {
        var buyer = await Shop.SignUpAsync();
        return (buyer.At(Shop.StartNode(OnAccount)), buyer.At(Shop.StartNode((TimeZone, "Europe/Berlin"), OnAccount)));
    }

    private static async Task<IEnumerable<long>> OrdersAsync(Buyer buyer, string query) =>
        (await buyer.ReadAsync("/sales/orders?" + query)).Items().Select(order => order.Id());
}
