using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>What customer service types into the search.</summary>
public sealed class OrderSearchTests : ShopTest
{
    [Fact]
    public async Task An_order_is_found_by_a_tracking_number_in_any_spelling()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (order, other) = (await buyer.OrderAsync((ball, 2)), await buyer.OrderAsync((ball, 2)));
        foreach (var (id, number) in new[] { (order.Id(), "1Z 999-AA1"), (other.Id(), "1Z 999-AA2") })
        {
            await admin.MoveOrderAsync(id, "confirmed", "processing");
            await (await admin.PostAsync($"/sales/orders/{id}/shipments", new { tracking_number = number }))
                .ShouldBeAsync(HttpStatusCode.Created);
        }
        foreach (var q in (string[])["1Z 999-AA1", "1z999aa1", "1Z-999-AA-1"])
            Assert.Equal([order.Id()], await FindAsync(admin, q));
        Assert.Empty(await FindAsync(admin, "1Z 999-AA"));
        Assert.Empty(await FindAsync(admin, "1Z 999-AA1&status=pending"));
        await (await admin.PatchAsync($"/sales/orders/{order.Id()}/shipments/1", new { tracking_number = "NEW 7" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(await FindAsync(admin, "1Z 999-AA1"));
        Assert.Equal([order.Id()], await FindAsync(admin, "new7"));
        await (await buyer.GetAsync("/sales/orders?q=new7")).ShouldRejectFieldAsync("q");
    }

    [Fact]
    public async Task A_tracking_number_that_becomes_very_long_when_it_is_folded_is_kept_and_found()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 2));
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        var number = string.Concat(Enumerable.Repeat("\uFDFA", 100));     // a ligature of 18 letters
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/shipments", new { tracking_number = number }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal([order.Id()], await FindAsync(admin, Uri.EscapeDataString(number)));
    }

    [Fact]
    public async Task Orders_are_found_by_a_SKU_also_of_a_hidden_product_and_page_by_page()
    {
        var (ball, bowl) =
            (await Shop.Catalogue.AddProductAsync(stock: 100), await Shop.Catalogue.AddProductAsync(stock: 100));
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var with = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            with.Add((await buyer.OrderAsync((ball, 1), (bowl, 1))).Id());
            await buyer.OrderAsync((bowl, 1));
        }
        var sku = (await Shop.Catalogue.ReadAsync(ball)).Text("sku");
        await (await admin.PatchAsync($"/products/{ball}", new { is_active = false })).ShouldBeAsync(HttpStatusCode.OK);
        with = [.. with.OrderDescending()];
        Assert.Equal(with, await FindAsync(admin, sku));
        Assert.Equal(with, await FindAsync(admin, sku.ToLowerInvariant()));
        await admin.MoveOrderAsync(with[2], "confirmed");
        Assert.Equal([with[2]], await FindAsync(admin, sku + "&status=confirmed"));
        await (await admin.DeleteAsync($"/sales/orders/{with[0]}")).ShouldBeAsync(HttpStatusCode.NoContent);
        with.RemoveAt(0);
        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await admin.ReadAsync($"/sales/orders?q={sku}&limit=3{cursor}");
            Assert.Equal(4, page.Count("total"));
            seen.AddRange(page.Items().Select(order => order.Id()));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        Assert.Equal(with, seen);
    }

    [Fact]
    public async Task A_complete_e_mail_address_finds_whole_words_and_anything_else_their_beginnings()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        var (guest, admin) = (await Guest.BeginAsync(Shop.Node), await Shop.AdminAsync());
        var ids = new List<long>();
        foreach (var email in new[] { "robin.bark@example.com", "robin.barker@example.community" })
            ids.Add((await (await guest.CheckOutAsync(email, lines: [(ball, 1)]))
                .ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order").Id());
        foreach (var (query, expected) in new[]
        {
            ("ROBIN.BARK@example.com", ids[..1]), (" robin.bark@example.com ", ids[..1]), ("robin.bark@example", ids),
            ("robin.bark@example.", ids), ("bark example com", ids), ("robin.ba@example.com", []),
        })
            Assert.Equal(expected.Order(), (await admin.ReadAsync("/sales/orders?q=" + Uri.EscapeDataString(query)))
                .Items().Select(order => order.Id()).Order());
    }

    [Fact]
    public async Task A_product_on_two_lines_lists_its_order_once()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 2));
        await Shop.Database.ExecuteAsync("""
            INSERT INTO order_lines (order_id, position, product_id, sku, product_name, quantity, price, amount)
            SELECT order_id, 2, product_id, sku, product_name, 1, price, amount FROM order_lines
            """);
        var sku = (await Shop.Catalogue.ReadAsync(ball)).Text("sku");
        var page = await admin.ReadAsync($"/sales/orders?q={sku}");
        Assert.Equal((1, order.Id()), (page.Count("total"), Assert.Single(page.Items()).Id()));
    }

    [Fact]
    public async Task A_search_takes_as_many_statements_for_many_orders_as_for_one()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await buyer.OrderAsync((ball, 1));
        var sku = (await Shop.Catalogue.ReadAsync(ball)).Text("sku");
        using var counter = new StatementCounter();
        var (bySku, byEmail) = (await CountAsync(sku), await CountAsync(buyer.Username));
        for (var i = 0; i < 8; i++)
            await buyer.OrderAsync((ball, 1));
        Assert.Equal((bySku, byEmail), (await CountAsync(sku), await CountAsync(buyer.Username)));
        Assert.Equal(9, (await FindAsync(admin, buyer.Username + "@example.com")).Length);

        Task<int> CountAsync(string q) => counter.CountAsync(admin, HttpMethod.Get, $"/sales/orders?q={q}");
    }

    private static async Task<long[]> FindAsync(Admin admin, string q) =>
        [.. (await admin.ReadAsync($"/sales/orders?q={q}")).Items().Select(order => order.Id())];
}
