using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>How often one client can try codes of gift cards.</summary>
public sealed class CreditGuessTests : CreditTest
{
    private protected override (string Key, string Value)[] Settings =>
    [
        ("Proxies:Known", "127.0.0.1,::1"), ("RateLimits:UnknownCodes:Requests", "3"),
        ("RateLimits:UnknownCodes:Window", "01:00:00"),
    ];

    [Fact]
    public async Task Whoever_tries_too_many_wrong_codes_can_use_none_for_a_while()
    {
        var (_, code) = await CardAsync(100);
        var (buyer, _, order) = await OrderAsync();
        // A card that exists does not count, also if nothing is left of it.
        var (empty, spent) = await CardAsync(1);
        await (await (await Shop.AdminAsync()).PostAsync(
            $"{Credits}/{empty}/adjustments", new { amount = -1m, reason = "Spent" })).ShouldBeAsync(HttpStatusCode.OK);
        for (var i = 0; i < 4; i++)
            await (await AskAsync("203.0.113.1", spent))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        foreach (var address in new[] { "203.0.113.1", "203.0.113.2" })
            await (await AskAsync(address, code)).ShouldBeAsync(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++)
            await (await AskAsync("203.0.113.1", $"7K3QX-M92RF-0V5TD-W8H1{i}"))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        await (await AskAsync("203.0.113.1", code)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        await (await AskAsync("203.0.113.2", code)).ShouldBeAsync(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++)
            await (await TryRedeemAsync(buyer, order, $"7K3QX-M92RF-0V5TD-W8H1{i}"))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        await (await TryRedeemAsync(buyer, order, code)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        // Promotion codes count against the same limit.
        var guest = await Guest.BeginAsync(Till, "203.0.113.1");
        await guest.FillAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await (await guest.SendAsync(
            HttpMethod.Put, Guest.Cart + "/promotion-codes", new { promotion_codes = new[] { "SPRING" } }))
            .ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
    }

    private Task<HttpResponseMessage> AskAsync(string address, string code) => new ShopCaller(Till).SendAsync(
        HttpMethod.Post, CardBalance, new { gift_card_code = code }, ("X-Forwarded-For", address));
}
