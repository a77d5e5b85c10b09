using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Orders;

public sealed class OrderListTests : ShopTest
{
    [Fact]
    public async Task Everyone_sees_their_own_and_an_admin_all()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (one, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var mine = (await one.OrderAsync((ball, 1))).Id();
        var theirs = (await other.OrderAsync((ball, 1))).Id();
        Assert.Equal([mine], Ids(await one.ReadAsync("/sales/orders")));
        Assert.Equal(new[] { mine, theirs }.Order(), Ids(await admin.ReadAsync("/sales/orders")).Order());
        Assert.Equal([theirs], Ids(await admin.ReadAsync($"/sales/orders?user_id={other.UserId}")));
    }

    [Fact]
    public async Task An_order_is_the_same_wherever_it_is_read()
    {
        var buyer = await Shop.SignUpAsync();
        var products = new List<long>();
        for (var i = 0; i < 3; i++)
            products.Add(await Shop.Catalogue.AddProductAsync(price: 3.5m + i, stock: 100));
        var admin = await Shop.AdminAsync();
        await buyer.OrderAsync((products[2], 1), (products[0], 2), (products[1], 3));
        var moved = (await buyer.OrderAsync((products[1], 1))).Id();
        foreach (var status in (string[])["confirmed", "processing"])
            await admin.MoveOrderAsync(moved, status);
        var cancelled = (await buyer.OrderAsync((products[0], 1), (products[2], 1))).Id();
        await (await buyer.PostAsync($"/sales/orders/{cancelled}/cancel", new { })).ShouldBeAsync(HttpStatusCode.OK);
        var own = (await buyer.ReadAsync("/sales/orders")).Items().ToList();
        Assert.Equal(3, own.Count);
        foreach (var order in own)
        {
            var (id, status, number) = (order.Id(), order.Text("status"), order.Text("number"));
            Assert.Equal(order.GetRawText(), (await buyer.ReadAsync($"/sales/orders/{id}")).GetRawText());
            Assert.Equal(order.GetRawText(),
                Assert.Single((await buyer.ReadAsync($"/sales/orders?status={status}")).Items()).GetRawText());
            var seen = (await admin.ReadAsync($"/sales/orders/{id}")).GetRawText();
            foreach (var filter in (string[])[$"number={number}", $"user_id={buyer.UserId}", "archived=false"])
                Assert.Contains(seen,
                    (await admin.ReadAsync($"/sales/orders?{filter}")).Items().Select(o => o.GetRawText()));
        }
    }

    [Fact]
    public async Task Pages_walk_the_whole_list_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = await Shop.SignUpAsync();
        var placed = new List<long>();
        for (var i = 0; i < 7; i++)
            placed.Add((await buyer.OrderAsync((ball, 1))).Id());
        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await buyer.ReadAsync($"/sales/orders?limit=3{cursor}");
            Assert.Equal(7, page.Count("total"));
            seen.AddRange(Ids(page));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        Assert.Equal(placed.OrderDescending(), seen);
        await (await buyer.GetAsync("/sales/orders?cursor=forged")).ShouldRejectFieldAsync("cursor");
    }

    [Fact]
    public async Task Orders_are_found_by_status_and_time()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var first = await buyer.OrderAsync((ball, 1));
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await buyer.OrderAsync((ball, 1));
        await admin.MoveOrderAsync(second.Id(), "confirmed");
        Assert.Equal([second.Id()], Ids(await buyer.ReadAsync("/sales/orders?status=confirmed")));
        Assert.Equal([first.Id()], Ids(await buyer.ReadAsync("/sales/orders?status=pending")));
        var (placedFirst, placedSecond) = (first.Text("order_date"), second.Text("order_date"));
        Assert.Equal([second.Id()], Ids(await buyer.ReadAsync($"/sales/orders?from={placedSecond}")));
        Assert.Equal([first.Id()], Ids(await buyer.ReadAsync($"/sales/orders?to={placedFirst}")));
        Assert.Equal([second.Id(), first.Id()],
            Ids(await buyer.ReadAsync($"/sales/orders?from={placedFirst}&to={placedSecond}")));
        Assert.Empty(Ids(await buyer.ReadAsync("/sales/orders?to=2026-01-01")));
        Assert.Empty(Ids(await buyer.ReadAsync($"/sales/orders?from={placedSecond[..^1]}.5Z")));
        await (await buyer.GetAsync("/sales/orders?from=yesterday")).ShouldRejectFieldAsync("from");
        await (await buyer.GetAsync("/sales/orders?from=2026-02-01&to=2026-01-01")).ShouldRejectFieldAsync("to");
        await (await buyer.GetAsync("/sales/orders?status=Pending")).ShouldRejectFieldAsync("status");
        await (await buyer.GetAsync("/sales/orders?state=pending")).ShouldRejectFieldAsync("state");
    }

    [Fact]
    public async Task An_admin_finds_orders_by_number_and_address()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        Shop.Clock.Advance(TimeSpan.FromHours(1));
        var other = await (await Shop.SignInAsync(buyer.Username)).PostAsync("/sales/orders",
            new
            {
                items = new[] { new { product_id = ball, quantity = 1 } },
                shipping_address = "7 Aviary Avenue, Perchville"
            });
        var otherId = (await other.ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order").Id();
        admin = await Admin.SignInAsync(Shop.Node);
        var number = order.Text("number");
        Assert.Equal([order.Id()], Ids(await admin.ReadAsync($"/sales/orders?number={number.ToLowerInvariant()}")));
        Assert.Equal([order.Id()], Ids(await admin.ReadAsync($"/sales/orders?q={number[..12]}")));
        Assert.Equal([otherId], Ids(await admin.ReadAsync("/sales/orders?q=aviary%20perch")));
        Assert.Empty(Ids(await admin.ReadAsync("/sales/orders?q=nowhere")));
        await (await admin.GetAsync("/sales/orders?number=PS-0000-0000-0001")).ShouldRejectFieldAsync("number");
        await (await admin.GetAsync("/sales/orders?q=%27%29%3B--")).ShouldRejectFieldAsync("q");
    }

    [Theory]
    [InlineData("Apt 12/3, Hauptstr.5, 90210-1234 Stratford-upon-Avon", "12/3", "hauptstr.5", "90210-1234", "90210-12",
        "stratford-upon", "Stratford", "apt 12/3, hauptstr.5,")]
    [InlineData("1 Rue de l'Orme, Chesterfield", "Chesterfield", "l'orme", "rue de l'o", "Chesterfield 1")]
    [InlineData(@"C:\Kennel Lane 3", @"c:\kennel", "lane 3")]
    public async Task An_address_is_found_as_it_stands_and_by_the_beginnings_of_its_words(
        string address, params string[] searches)
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var items = new[] { new { product_id = await Shop.Catalogue.AddProductAsync(), quantity = 1 } };
        var order = (await (await buyer.PostAsync("/sales/orders", new { items, shipping_address = address }))
            .ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");
        foreach (var q in searches.Append(address))
            Assert.Equal((q, order.Id()),
                (q, Assert.Single(Ids(await admin.ReadAsync($"/sales/orders?q={Uri.EscapeDataString(q)}")))));
        Assert.Empty(Ids(await admin.ReadAsync("/sales/orders?q=barkham")));
    }

    [Fact]
    public async Task An_admins_filters_are_unknown_to_others()
    {
        var buyer = await Shop.SignUpAsync();
        await (await buyer.GetAsync($"/sales/orders?user_id={buyer.UserId}&q=a"))
            .ShouldRejectFieldAsync("user_id", "q");
        await (await buyer.GetAsync("/sales/orders?archived=true")).ShouldRejectFieldAsync("archived");
    }

    [Fact]
    public async Task An_archived_order_leaves_the_lists_and_nothing_else()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, invoice) = await buyer.BuyAsync((ball, 1));
        await (await admin.DeleteAsync($"/sales/orders/{order.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.DeleteAsync($"/sales/orders/{order.Id()}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Empty(await buyer.OrdersAsync());
        Assert.Empty(Ids(await admin.ReadAsync("/sales/orders")));
        Assert.Equal([order.Id()], Ids(await admin.ReadAsync("/sales/orders?archived=true")));
        Assert.Equal("pending", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
        Assert.Equal("pending", await buyer.StatusAsync($"/sales/invoices/{invoice.Id()}"));
        await (await admin.DeleteAsync("/sales/orders/1")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_page_takes_as_many_statements_for_many_orders_as_for_one()
    {
        var (ball, bowl) =
            (await Shop.Catalogue.AddProductAsync(stock: 100), await Shop.Catalogue.AddProductAsync(stock: 100));
        var buyer = await Shop.SignUpAsync();
        await buyer.OrderAsync((ball, 1));
        await buyer.OrdersAsync();
        using var counter = new StatementCounter();
        var one = await counter.CountAsync(buyer, HttpMethod.Get, "/sales/orders");
        for (var i = 0; i < 9; i++)
            await buyer.OrderAsync((ball, 1), (bowl, 1));
        Assert.InRange(one, 1, 4);
        Assert.Equal(one, await counter.CountAsync(buyer, HttpMethod.Get, "/sales/orders"));
    }

    private static IEnumerable<long> Ids(JsonElement list) => list.Items().Select(item => item.Id());
}
