using System.Text.Json;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>Taking over a guest's cart after signing in.</summary>
public sealed class CartMergeTests : ShopTest
{
    private const string Merge = "/sales/carts/merge";

    [Fact]
    public async Task Quantities_and_codes_are_added_once()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(price: 5m), await Shop.Catalogue.AddProductAsync());
        var (buyer, guest) = (await Shop.SignUpAsync(), await Guest.BeginAsync(Shop.Node));
        await Shop.AddCodeAsync("SPRING");
        await buyer.FillCartAsync((ball, 2));
        await guest.FillAsync((ball, 3), (bowl, 1));
        await (await guest.SendAsync(HttpMethod.Put, $"{Guest.Cart}/promotion-codes",
            new { promotion_codes = new[] { "spring" } })).ShouldBeAsync(HttpStatusCode.OK);
        await (await (await Shop.AdminAsync()).PutAsync($"/products/{bowl}", new { price = 99m }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var merged = await (await buyer.PostAsync(Merge, new { token = guest.Token })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([(ball, 5), (bowl, 1)], Quantities(merged));
        Assert.Equal("SPRING", Assert.Single(merged.GetProperty("promotion_codes").EnumerateArray()).GetString());
        Assert.Empty(merged.GetProperty("notices").EnumerateArray());
        // The guest saw another price.
        Assert.Equal("price_changed",
            Assert.Single(merged.Items()[1].GetProperty("notices").EnumerateArray()).Text("code"));
        Assert.Empty((await guest.CartAsync()).Items());
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM carts"));
        var again = await (await buyer.PostAsync(Merge, new { token = guest.Token })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([(ball, 5), (bowl, 1)], Quantities(again));
    }

    [Fact]
    public async Task Concurrent_merges_add_nothing_twice_and_never_deadlock()
    {
        var (ball, bowl) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        var (one, other, node) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), Shop.StartNode());
        for (var round = 0; round < 5; round++)
        {
            var (first, second) = (await Guest.BeginAsync(Shop.Node), await Guest.BeginAsync(Shop.Node));
            await first.FillAsync((ball, 1));
            await second.FillAsync((bowl, 1));
            var answers = await SalesSteps.AtOnceAsync(16, i => (i % 2 == 0 ? one : other)
                .At(i % 3 == 0 ? node : Shop.Node)
                .PostAsync(Merge, new { token = (i % 4 < 2 ? first : second).Token }));
            Assert.Equal(16, answers.CountOf(HttpStatusCode.OK));
        }
        Assert.Equal(10, (await one.CartAsync()).Count("item_count") + (await other.CartAsync()).Count("item_count"));
        Assert.DoesNotContain(
            Shop.Node.Log.Lines, line => line.Contains("conflicted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_does_not_fit_is_named_and_the_limits_hold()
    {
        var products = new List<long>();
        for (var i = 0; i < 102; i++)
            products.Add(await Shop.Catalogue.AddProductAsync(stock: 200));
        var (buyer, guest) = (await Shop.SignUpAsync(), await Guest.BeginAsync(Shop.Node));
        await buyer.FillCartAsync([(products[0], 95), .. products.Skip(1).Take(98).Select(id => (id, 1))]);
        await guest.FillAsync((products[0], 10), (products[99], 2), (products[100], 3));
        var merged = await (await buyer.PostAsync(Merge, new { token = guest.Token })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((100, 100), (merged.Items().Count, merged.Items()[0].Count("quantity")));
        Assert.Equal(2, merged.Items()[99].Count("quantity"));
        var notices = Notices(merged);
        Assert.Equal(2, notices.Count);
        Assert.Contains("Only 5 of 10", notices[0], StringComparison.Ordinal);
        Assert.Contains("was not taken over", notices[1], StringComparison.Ordinal);

        var (small, full) = ((await Shop.SignUpAsync()).At(Shop.StartNode(("Orders:MaxUnpaidUnits", "10"))),
            await Guest.BeginAsync(Shop.Node));
        await full.FillAsync((products[0], 7), (products[1], 7));
        merged = await (await small.PostAsync(Merge, new { token = full.Token })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([(products[0], 7), (products[1], 3)], Quantities(merged));
        Assert.Contains("Only 3 of 7", Assert.Single(Notices(merged)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_beyond_ten_are_named()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, guest) = (await Shop.SignUpAsync(), await Guest.BeginAsync(Shop.Node));
        await buyer.FillCartAsync((ball, 1));
        await guest.FillAsync((ball, 1));
        string[] Codes(string prefix) => [.. Enumerable.Range(0, 6).Select(i => $"{prefix}{i}")];
        await (await buyer.PutAsync(
            $"/sales/carts/{buyer.UserId}/promotion-codes", new { promotion_codes = Codes("AAA") }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await guest.SendAsync(
            HttpMethod.Put, $"{Guest.Cart}/promotion-codes", new { promotion_codes = Codes("BBB") }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var merged = await (await buyer.PostAsync(Merge, new { token = guest.Token })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(10, merged.GetProperty("promotion_codes").GetArrayLength());
        Assert.Equal(2, Notices(merged).Count);
    }

    [Fact]
    public async Task Only_a_signed_in_caller_with_a_token_of_the_shop_can_merge()
    {
        var (buyer, guest) = (await Shop.SignUpAsync(), await Guest.BeginAsync(Shop.Node));
        await (await Shop.Anyone.PostAsync(Merge, new { token = guest.Token }))
            .ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await buyer.PostAsync(Merge, new { })).ShouldRejectFieldAsync("token");
        await (await buyer.PostAsync(Merge, new { token = guest.Token[..63] + (guest.Token[63] == 'A' ? 'B' : 'A') }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "cart-token-invalid");
        await (await buyer.PostAsync(Merge, new { token = guest.Token })).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_retry_under_a_key_returns_the_notices_again()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 200);
        var (buyer, guest) = (await Shop.SignUpAsync(), await Guest.BeginAsync(Shop.Node));
        await buyer.FillCartAsync((ball, 99));
        await guest.FillAsync((ball, 5));
        var first = await (await buyer.PostAsync(Merge, new { token = guest.Token }, "k"))
            .ShouldBeAsync(HttpStatusCode.OK);
        var again = await (await buyer.PostAsync(Merge, new { token = guest.Token }, "k"))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Single(Notices(first));
        Assert.Equal(first.GetRawText(), again.GetRawText());
    }

    private static IEnumerable<(long, int)> Quantities(JsonElement cart) =>
        cart.Items().Select(line => (line.Id("product_id"), line.Count("quantity")));

    private static List<string> Notices(JsonElement cart) => [.. cart.GetProperty("notices").EnumerateArray()
        .Where(notice => notice.Text("code") == "not_merged").Select(notice => notice.Text("message"))];
}
