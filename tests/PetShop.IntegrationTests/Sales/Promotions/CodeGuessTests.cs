using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>How often one client can try codes that do not exist.</summary>
public sealed class CodeGuessTests : ShopTest
{
    [Fact]
    public async Task Whoever_tries_too_many_unknown_codes_can_use_none_for_a_while()
    {
        var (ball, node) = (await Shop.Catalogue.AddProductAsync(stock: 100), Limit(3));
        await Shop.AddCodeAsync("SPRING");
        var (buyer, other) = (await BuyerAsync("203.0.113.1"), await BuyerAsync("203.0.113.2"));
        for (var i = 0; i < 5; i++)         // a code that exists does not count, nor does one that a cart keeps
            await QuoteAsync(buyer, "SPRING");
        await (await SetAsync(buyer, "GUESS1", "SPRING")).ShouldBeAsync(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++)
            await buyer.QuoteAsync();
        await (await OrderAsync(buyer, "GUESS2")).ShouldRejectFieldAsync("promotion_codes[0]");
        await QuoteAsync(buyer, "SPRING");
        await QuoteAsync(buyer, "GUESS3");
        foreach (var code in new[] { "SPRING", "GUESS4" })
            foreach (var refused in new[]
            {
                await SetAsync(buyer, code), await OrderAsync(buyer, code),
                await buyer.PostAsync($"/sales/carts/{buyer.UserId}/quote", new { promotion_codes = new[] { code } }),
            })
            {
                await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
                Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes, 55, 61);
            }
        await QuoteAsync(buyer);
        await QuoteAsync(other, "SPRING");
        await (await buyer.CheckOutAsync((ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
        // Neither another address nor another account helps.
        await (await SetAsync(From(buyer.At(node), "203.0.113.3"), "SPRING"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await SetAsync(await BuyerAsync("203.0.113.1"), "SPRING"))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);

        async Task<Buyer> BuyerAsync(string address)
        {
            var signedUp = From((await Shop.SignUpAsync()).At(node), address);
            await signedUp.FillCartAsync((ball, 1));
            return signedUp;
        }
    }

    [Fact]
    public async Task Guests_are_counted_by_address()
    {
        var (ball, node) = (await Shop.Catalogue.AddProductAsync(stock: 100), Limit(3));
        var (one, two) = (await BeginAsync("203.0.113.1"), await BeginAsync("203.0.113.1"));
        await (await SetAsync(one, "GUESS1", "GUESS2")).ShouldBeAsync(HttpStatusCode.OK);
        await (await SetAsync(two, "GUESS1", "GUESS2")).ShouldBeAsync(HttpStatusCode.OK);
        await (await SetAsync(one, "GUESS1")).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await SetAsync(await BeginAsync("203.0.113.2"), "GUESS1")).ShouldBeAsync(HttpStatusCode.OK);

        async Task<Guest> BeginAsync(string address)
        {
            var guest = await Guest.BeginAsync(node, address);
            await guest.FillAsync((ball, 1));
            return guest;
        }
    }

    private ShopNode Limit(int codes) => Shop.StartNode(
        ("Proxies:Known", "127.0.0.1,::1"), ("RateLimits:UnknownCodes:Requests", $"{codes}"),
        ("RateLimits:UnknownCodes:Window", "01:00:00"));

    private static Buyer From(Buyer buyer, string address)
    {
        buyer.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return buyer;
    }

    private static Task QuoteAsync(Buyer buyer, params string[] codes) =>
        buyer.QuoteAsync(new { promotion_codes = codes });

    private static Task<HttpResponseMessage> SetAsync(Buyer buyer, params string[] codes) =>
        buyer.PutAsync($"/sales/carts/{buyer.UserId}/promotion-codes", new { promotion_codes = codes });

    private static Task<HttpResponseMessage> SetAsync(Guest guest, params string[] codes) =>
        guest.SendAsync(HttpMethod.Put, $"{Guest.Cart}/promotion-codes", new { promotion_codes = codes });

    private static Task<HttpResponseMessage> OrderAsync(Buyer buyer, string code) => buyer.PostAsync("/sales/orders",
        new { shipping_address = "1 Kennel Lane", promotion_codes = new[] { code } });
}
