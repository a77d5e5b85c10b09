using System.Text.Json;
using Npgsql;
using PetShop.Api.Sales.Services.Deadlines;
using PetShop.IntegrationTests.Contract.Outages;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>Orders of customers without an account.</summary>
public sealed class GuestCheckoutTests : ShopTest
{
    [Fact]
    public async Task A_cart_is_ordered_by_e_mail_prepaid_with_a_shorter_deadline()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m, stock: 10);
        var guest = await Guest.BeginAsync(Shop.Node);
        await guest.FillAsync((ball, 3));
        var answer = await guest.CheckOutAsync();
        var placed = await answer.ShouldBeAsync(HttpStatusCode.Created);
        var order = placed.GetProperty("order");
        Assert.Equal((JsonValueKind.Null, "prepaid", 15m), (order.GetProperty("user_id").ValueKind,
            order.Text("payment_terms"), order.Money("total_amount")));
        Assert.Equal(TimeSpan.FromDays(1), order.Time("pay_by") - order.Time("order_date"));
        Assert.Equal(placed.GetProperty("links").Text("order"), answer.Headers.Location!.OriginalString);
        Assert.Empty((await guest.CartAsync()).Items());
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(ball));
        var admin = await Shop.AdminAsync();
        var seen = await admin.ReadAsync($"/sales/orders/{order.Id()}");
        Assert.Equal(("Ada Lovelace", Guest.Email), (seen.GetProperty("admin_data").Text("customer_name"),
            seen.GetProperty("admin_data").Text("customer_email")));
        Assert.Equal(order.Id(), Assert.Single((await admin.ReadAsync("/sales/orders?q=robin.barker")).Items()).Id());
        Assert.Equal(JsonValueKind.Null,
            (await admin.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}")).GetProperty("user_id").ValueKind);
        Assert.Equal("placed guest",
            (await admin.ReadAsync($"/sales/orders/{order.Id()}/timeline")).Items()
                .Select(entry => $"{entry.Text("type")} {entry.Text("author")}").Single());
        var stranger = await Shop.SignUpAsync();
        await (await stranger.GetAsync($"/sales/orders/{order.Id()}")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await guest.CheckOutAsync()).ShouldBeProblemAsync(HttpStatusCode.Conflict, "cart-empty");
    }

    [Fact]
    public async Task An_unpaid_order_is_cancelled_after_a_day_and_a_paid_one_is_delivered()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var guest = await Guest.BeginAsync(Shop.Node);
        var (unpaid, paid) = ((await guest.OrderAsync((ball, 1))).GetProperty("order"),
            (await guest.OrderAsync((ball, 2))).GetProperty("order"));
        await (await Shop.AdminAsync()).PayAsync(paid.Id("invoice_id"));
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        var admin = await Shop.SignInAsync(Admin.Name, Admin.FirstPassword);
        Assert.Equal("cancelled", await admin.StatusAsync($"/sales/orders/{unpaid.Id()}"));
        Assert.Equal("pending", await admin.StatusAsync($"/sales/orders/{paid.Id()}"));
        foreach (var status in new[] { "confirmed", "processing", "shipped", "delivered" })
            await (await admin.PatchAsync($"/sales/orders/{paid.Id()}/status", new { status }))
                .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PatchAsync($"/sales/invoices/{paid.Id("invoice_id")}/status", new { status = "refunded" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Single((await admin.ReadAsync($"/sales/orders/{paid.Id()}/refunds")).Items());
        Assert.Equal(8, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task An_e_mail_address_of_an_account_is_answered_like_any_other()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var buyer = await Shop.SignUpAsync();
        await buyer.OrderAsync((ball, 1));
        await Shop.AddCodeAsync("FIRST", firstOrder: true);
        var guest = await Guest.BeginAsync(Shop.Node);
        var known = await guest.CheckOutAsync($"{buyer.Username}@example.com", null, [(ball, 1)], ["FIRST"]);
        var unknown = await guest.CheckOutAsync("nobody@example.com", null, [(ball, 1)], ["FIRST"]);
        var (one, other) = (await known.ShouldBeAsync(HttpStatusCode.Created),
            await unknown.ShouldBeAsync(HttpStatusCode.Created));
        Assert.Equal(Shape(one), Shape(other));
        Assert.Single(await buyer.OrdersAsync());

        static IEnumerable<string> Shape(JsonElement placed) => placed.GetProperty("order").EnumerateObject()
            .Where(member => member.Name is not ("id" or "number" or "invoice_id" or "order_date" or "pay_by"
                or "updated_at"))
            .Select(member => member.Value.GetRawText());
    }

    [Fact]
    public async Task The_request_is_checked_like_that_of_an_account()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        await (await guest.SendAsync(HttpMethod.Post, Guest.Orders, new { }))
            .ShouldRejectFieldAsync("email", "ship_to");
        foreach (var email in new[] { "no-at", "two@@example.com", "ünïcode@example.com", "a@" + new string('b', 260) })
            await (await guest.CheckOutAsync(email, lines: [(ball, 1)])).ShouldRejectFieldAsync("email");
        await (await guest.SendAsync(HttpMethod.Post, Guest.Orders,
            new { email = Guest.Email, ship_to = new { address_id = 1 } }))
            .ShouldRejectFieldAsync("ship_to.address_id");
        await (await guest.SendAsync(HttpMethod.Post, Guest.Orders, new
        {
            email = Guest.Email,
            ship_to = new { line1 = "12 Harbour Street", postal_code = "20457", city = "Hamburg", country = "DE" },
        })).ShouldRejectFieldAsync("ship_to.name");
        await (await Shop.Anyone.PostAsync(Guest.Orders,
            new { email = Guest.Email, ship_to = Pricing.PricingSteps.Hamburg }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "cart-token-invalid");
    }

    [Fact]
    public async Task Two_guests_with_one_idempotency_key_never_meet()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (one, other) = (await Guest.BeginAsync(Shop.Node), await Guest.BeginAsync(Shop.Node));
        var first = await one.CheckOutAsync(key: "same", lines: [(ball, 1)]);
        var second = await other.CheckOutAsync(key: "same", lines: [(ball, 1)]);
        var (mine, theirs) = (await first.ShouldBeAsync(HttpStatusCode.Created),
            await second.ShouldBeAsync(HttpStatusCode.Created));
        Assert.NotEqual(mine.GetProperty("order").Id(), theirs.GetProperty("order").Id());
        var again = await one.CheckOutAsync(key: "same", lines: [(ball, 1)]);
        Assert.Equal(mine.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
        Assert.False(second.Headers.Contains("Idempotent-Replayed"));
        await (await one.CheckOutAsync(key: "same", lines: [(ball, 2)]))
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(8, await Shop.Catalogue.StockOfAsync(ball));
        var link = mine.GetProperty("links").Text("token");
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM idempotency_records WHERE result::text LIKE '%' || $1 || '%'", link));
    }

    [Fact]
    public async Task Of_many_checkouts_of_one_cart_at_once_one_orders_it()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (guest, node) = (await Guest.BeginAsync(Shop.Node), Shop.StartNode());
        await guest.FillAsync((ball, 2));
        var answers = await SalesSteps.AtOnceAsync(
            16, i => guest.At(i % 2 == 0 ? Shop.Node : node).CheckOutAsync($"guest{i}@example.com"));
        Assert.Equal((1, 15), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        Assert.Equal(98, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task Limits_per_customer_count_one_e_mail_address_in_any_case_and_nothing_else_as_one()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        await Shop.AddCodeAsync("ONCE", perCustomer: 1);
        var guest = await Guest.BeginAsync(Shop.Node);
        async Task<HttpResponseMessage> UseAsync(string email) =>
            await (await Guest.BeginAsync(Shop.Node)).CheckOutAsync(email, null, [(ball, 1)], ["ONCE"]);
        var first = await (await UseAsync("rex@example.com")).ShouldBeAsync(HttpStatusCode.Created);
        foreach (var same in new[] { "rex@example.com", "REX@Example.COM", "  Rex@example.com " })
            await (await UseAsync(same)).ShouldRejectFieldAsync("promotion_codes[0]");
        foreach (var other in new[] { "rex+1@example.com", "r.ex@example.com" })
            await (await UseAsync(other)).ShouldBeAsync(HttpStatusCode.Created);
        var at = await SalesSteps.AtOnceAsync(12, i => UseAsync(i % 2 == 0 ? "tom@example.com" : "TOM@example.com"));
        Assert.Equal(1, at.CountOf(HttpStatusCode.Created));
        await (await guest.Caller.PostAsync(first.GetProperty("links").Text("cancel")))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await UseAsync("Rex@example.com")).ShouldBeAsync(HttpStatusCode.Created);
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_promotion_of_first_orders_counts_the_earlier_orders_of_an_e_mail_address()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        await Shop.AddCodeAsync("FIRST", firstOrder: true);
        var guest = await Guest.BeginAsync(Shop.Node);
        await guest.OrderAsync((ball, 1));
        var refused = await (await guest.CheckOutAsync(Guest.Email.ToUpperInvariant(), null, [(ball, 1)], ["FIRST"]))
            .ShouldRejectFieldAsync("promotion_codes[0]");
        Assert.Contains("first order", refused.GetRawText(), StringComparison.Ordinal);
        await (await guest.CheckOutAsync("other@example.com", null, [(ball, 1)], ["FIRST"]))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_checkout_under_a_key_takes_six_round_trips()
    {
        var database = new NpgsqlConnectionStringBuilder(Shop.Database.NodeConnectionString);
        await using var line = new InterruptibleProxy(database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", line.Port);
        var node = Shop.StartNode(
            ("ConnectionStrings:PetShop", database.ConnectionString), ("Orders:MaxUnpaidGuest", "100"));
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        await Shop.AddCodeAsync("SPRING", maxUses: 1_000, perCustomer: 1_000);
        var guest = await Guest.BeginAsync(node);
        var fewest = long.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            await guest.FillAsync((ball, 1));
            await (await guest.SendAsync(HttpMethod.Put, $"{Guest.Cart}/promotion-codes",
                new { promotion_codes = new[] { "spring" } })).ShouldBeAsync(HttpStatusCode.OK);
            var before = line.RoundTrips;
            var placed = await (await guest.CheckOutAsync(key: $"key-{i}")).ShouldBeAsync(HttpStatusCode.Created);
            fewest = Math.Min(fewest, line.RoundTrips - before);
            Assert.Single(placed.GetProperty("order").GetProperty("promotions").EnumerateArray());
        }
        Assert.InRange(fewest, 4, 6);
    }
}
