using System.Text.Json;
using PetShop.IntegrationTests.Sales.Edits;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>Limits on unpaid orders of guests.</summary>
public sealed class GuestLimitTests : ShopTest
{
    [Fact]
    public async Task Unpaid_orders_of_one_e_mail_address_are_limited_at_once_too()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        ShopNode[] nodes = [Limit(("MaxUnpaidGuest", "3")), Limit(("MaxUnpaidGuest", "3"))];
        var guests = new List<Guest>();
        for (var i = 0; i < 16; i++)
            guests.Add(await Guest.BeginAsync(nodes[i % 2], $"198.51.100.{i + 1}"));
        var answers = await SalesSteps.AtOnceAsync(16, i => guests[i]
            .CheckOutAsync(i % 3 == 0 ? Guest.Email.ToUpperInvariant() : Guest.Email, lines: [(ball, 1)]));
        Assert.Equal((3, 13), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal(97, await Shop.Catalogue.StockOfAsync(ball));
        var problem = await (await guests[0].CheckOutAsync(lines: [(ball, 1)]))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid-as-guest");
        Assert.DoesNotContain("PS-", problem.GetRawText(), StringComparison.Ordinal);
        await (await guests[0].CheckOutAsync("other@example.com", lines: [(ball, 1)]))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Unpaid_orders_from_one_address_are_limited_at_once_too()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        ShopNode[] nodes = [Limit(("MaxUnpaidAddress", "3")), Limit(("MaxUnpaidAddress", "3"))];
        var guests = new List<Guest>();
        for (var i = 0; i < 16; i++)
            guests.Add(await Guest.BeginAsync(nodes[i % 2], $"2001:db8:1:2::{i + 1}"));
        var answers = await SalesSteps.AtOnceAsync(
            16, i => guests[i].CheckOutAsync($"guest{i}@example.com", lines: [(ball, 1)]));
        Assert.Equal((3, 13), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        var elsewhere = await Guest.BeginAsync(nodes[0], "2001:db8:1:3::1");
        await (await elsewhere.CheckOutAsync("guest@example.com", lines: [(ball, 1)]))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(96, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Units_are_limited_by_e_mail_and_address_and_a_paid_order_counts_no_more()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var node = Limit(("MaxUnpaidGuestUnits", "10"), ("MaxUnpaidAddressUnits", "14"));
        var guest = await Guest.BeginAsync(node, "203.0.113.1");
        var order = (await guest.OrderAsync((ball, 8))).GetProperty("order");
        await (await guest.CheckOutAsync(lines: [(ball, 3)]))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid-as-guest");
        await (await guest.CheckOutAsync("other@example.com", lines: [(ball, 7)]))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid-as-guest");
        await (await guest.CheckOutAsync("other@example.com", lines: [(ball, 6)]))
            .ShouldBeAsync(HttpStatusCode.Created);
        await (await Shop.AdminAsync()).PayAsync(order.Id("invoice_id"));
        await (await guest.CheckOutAsync(lines: [(ball, 8)])).ShouldBeAsync(HttpStatusCode.Created);
        await (await guest.SendAsync(HttpMethod.Put, $"{Guest.Cart}/items/{ball}", new { quantity = 11 }))
            .ShouldRejectFieldAsync("quantity");
    }

    [Fact]
    public async Task Orders_that_a_guest_cancels_count_for_a_day()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var guest = await Guest.BeginAsync(Limit(("MaxCancelledPerDay", "2")), "203.0.113.1");
        for (var i = 0; i < 2; i++)
            await (await guest.Caller.PostAsync(
                (await guest.OrderAsync((ball, 1))).GetProperty("links").Text("cancel")))
                .ShouldBeAsync(HttpStatusCode.OK);
        var refused = await guest.CheckOutAsync(lines: [(ball, 1)]);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-cancellations");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalHours, 23, 24.1);
        Assert.Equal(100, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Cancellations_from_one_address_are_limited_whatever_the_e_mail()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var node = Limit(("MaxCancelledPerDayAddress", "2"));
        var guest = await Guest.BeginAsync(node, "2001:db8:1:2::1");
        for (var i = 0; i < 2; i++)
        {
            var placed = await (await guest.CheckOutAsync($"guest{i}@example.com", lines: [(ball, 1)]))
                .ShouldBeAsync(HttpStatusCode.Created);
            await (await guest.Caller.PostAsync(placed.GetProperty("links").Text("cancel")))
                .ShouldBeAsync(HttpStatusCode.OK);
            Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        }
        var neighbour = await Guest.BeginAsync(node, "2001:db8:1:2::2");
        var refused = await neighbour.CheckOutAsync("other@example.com", lines: [(ball, 1)]);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-cancellations");
        Assert.Equal(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(10), refused.Headers.RetryAfter!.Delta);
        await (await (await Guest.BeginAsync(node, "2001:db8:1:3::1")).CheckOutAsync(lines: [(ball, 1)]))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Orders_that_cost_nothing_count_until_they_are_confirmed_or_an_edit_gives_them_a_deadline()
    {
        var (sample, bed) = (await Shop.Catalogue.AddProductAsync(price: 0, stock: 100),
            await Shop.Catalogue.AddProductAsync(price: 20m));
        var guest = await Guest.BeginAsync(Limit(("MaxUnpaidAddress", "2")), "203.0.113.1");
        var admin = await Shop.AdminAsync();
        var orders = new List<long>();
        for (var i = 0; i < 2; i++)
        {
            var order = (await (await guest.CheckOutAsync($"guest{i}@example.com", lines: [(sample, 1)]))
                .ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");
            Assert.Equal(JsonValueKind.Null, order.GetProperty("pay_by").ValueKind);
            orders.Add(order.Id());
        }
        await (await guest.CheckOutAsync("other@example.com", lines: [(sample, 1)]))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid-as-guest");
        await (await admin.EditAsync(orders[0], (bed, 1))).ShouldBeAsync(HttpStatusCode.OK);
        await (await guest.CheckOutAsync("other@example.com", lines: [(sample, 1)]))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-much-unpaid-as-guest");
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM unpaid_orders WHERE pay_by IS NOT NULL AND client_key IS NOT NULL"));
        await admin.MoveOrderAsync(orders[1], "confirmed");
        await (await guest.CheckOutAsync("other@example.com", lines: [(sample, 1)]))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    private ShopNode Limit(params (string Name, string Value)[] limits) => Shop.StartNode(
        [("Proxies:Known", "127.0.0.1,::1"), ("Orders:MaxUnpaidGuest", "0"),
            .. limits.Select(limit => ($"Orders:{limit.Name}", limit.Value))]);
}
