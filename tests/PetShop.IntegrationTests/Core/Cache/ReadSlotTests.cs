using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Core.Cache;

/// <summary>Many slow reads must not affect other requests.</summary>
public sealed class ReadSlotTests : ShopTest
{
    [Fact]
    public async Task Thirty_slow_searches_hold_four_connections_and_the_shop_goes_on()
    {
        var product = await Shop.Catalogue.AddProductAsync(stock: 10);
        var node = Shop.StartNode(("Cache:SearchSlots", "4"), ("Cache:SearchQueue", "16"),
            ("Cache:ReadPatience", "00:00:00.500"));
        var (anyone, buyer) = (new ShopCaller(node), (await Shop.SignUpAsync()).At(node));
        await (await anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        List<Task<HttpResponseMessage>> searches, served;
        await using (await Shop.Database.OpenTransactionAsync("LOCK TABLE product_search IN ACCESS EXCLUSIVE MODE"))
        {
            searches = [.. Enumerable.Range(0, 30).Select(number => anyone.GetAsync($"/products?q=word{number}"))];
            await Eventually.TrueAsync(
                () => searches.Count(search => search.IsCompleted) == 26, "26 are told to come back");
            served = searches.FindAll(search => !search.IsCompleted);
            foreach (var search in searches.Except(served))
                await RefusesAsync(await search);
            await Shop.Database.WaitersAsync(4);

            await (await anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
            await (await anyone.GetAsync($"/products/{product}")).ShouldBeAsync(HttpStatusCode.OK);
            await (await anyone.GetAsync("/health/ready")).ShouldBeAsync(HttpStatusCode.OK);
            await (await buyer.CheckOutAsync((product, 1))).ShouldBeAsync(HttpStatusCode.Created);
            await Shop.Database.WaitersAsync(4);
        }
        foreach (var search in served)
            await (await search).ShouldBeAsync(HttpStatusCode.OK);
        await (await anyone.GetAsync("/products?q=word29")).ShouldBeAsync(HttpStatusCode.OK);

        static async Task RefusesAsync(HttpResponseMessage answer)
        {
            await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        }
    }

    [Fact]
    public async Task Lists_are_bounded_by_themselves_and_searches_do_not_hold_them_up()
    {
        var node = Shop.StartNode(("Cache:ListSlots", "2"), ("Cache:ListQueue", "0"),
            ("Cache:SearchSlots", "1"), ("Cache:SearchQueue", "0"));
        var anyone = new ShopCaller(node);
        await (await anyone.GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);
        await using (await Shop.Database.OpenTransactionAsync("LOCK TABLE product_search IN ACCESS EXCLUSIVE MODE"))
        {
            var search = anyone.GetAsync("/products?q=word");
            await Shop.Database.WaitersAsync(1);
            var lists = Enumerable.Range(1, 10).Select(limit => anyone.GetAsync($"/products?limit={limit}")).ToList();
            await Eventually.TrueAsync(() => lists.Count(list => list.IsCompleted) == 8, "8 are told to come back");
            await Shop.Database.WaitersAsync(3);
            Assert.False(search.IsCompleted);
            foreach (var list in lists.Where(list => list.IsCompleted))
                await (await list).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.DoesNotContain(node.Log.Lines, line => line.Contains("could not serve", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Reads_of_single_things_are_bounded_too()
    {
        var node = Shop.StartNode(("Cache:ReadSlots", "3"), ("Cache:ReadQueue", "0"));
        var (anyone, buyer) = (new ShopCaller(node), (await Shop.SignUpAsync()).At(node));
        await using (await Shop.Database.OpenTransactionAsync("LOCK TABLE products IN ACCESS EXCLUSIVE MODE"))
        {
            var reads = Enumerable.Range(0, 20)
                .Select(number => anyone.GetAsync($"/products/by-sku/sku-{number}")).ToList();
            await Eventually.TrueAsync(() => reads.Count(read => read.IsCompleted) == 17, "17 are told to come back");
            await Shop.Database.WaitersAsync(3);
            foreach (var read in reads.Where(read => read.IsCompleted))
                await (await read).ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            await (await buyer.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
        }
    }
}
