using System.Text.Json;
using PetShop.IntegrationTests.Sales.Pricing;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Carts;

/// <summary>Promotion codes that are kept on a cart.</summary>
public sealed class CartCodeTests : ShopTest
{
    [Fact]
    public async Task A_cart_says_which_promotions_began_or_were_changed_since_the_customer_changed_it()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        Shop.Clock.Stop();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var code = await Shop.AddCodeAsync("SPRING");
        var (old, other) = (await AddAsync("Old", null), await Shop.Catalogue.AddProductAsync());
        await AddAsync("Soon", Shop.Clock.GetUtcNow().AddMinutes(3));
        var elsewhere = (await Shop.AddPromotionAsync(new
        {
            name = "Other",
            discount = PromotionSteps.TenPercent,
            applies_to = new { product_ids = new[] { other } },
        })).Id();
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await buyer.FillCartAsync((ball, 1));
        await (await buyer.PutAsync($"/sales/carts/{buyer.UserId}/promotion-codes",
            new { promotion_codes = new[] { "SPRING" } })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(await ChangedAsync());
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await Shop.ChangeAsync(code, new { discount = new { type = "percentage", percent = 5 } });
        Assert.Equal(["SPRING"], await ChangedAsync());
        await Shop.ChangeAsync(old, new { priority = 3 });
        await Shop.ChangeAsync(elsewhere, new { priority = 3 });
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["Old", "SPRING", "Soon"], await ChangedAsync());
        var listed = (await admin.ReadAsync("/sales/carts")).Items()[0].GetProperty("notices");
        Assert.Equal(3, listed.GetArrayLength());
        await buyer.FillCartAsync((ball, 2));
        Assert.Empty(await ChangedAsync());

        async Task<long> AddAsync(string name, DateTimeOffset? startsAt) => (await Shop.AddPromotionAsync(
            new { name, discount = PromotionSteps.TenPercent, starts_at = startsAt })).Id();

        async Task<IEnumerable<string>> ChangedAsync() => (await buyer.CartAsync()).GetProperty("notices")
            .EnumerateArray().Where(notice => notice.Text("code") == "promotion_changed")
            .Select(notice => notice.Text("message").Split(' ')[2]).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Codes_are_kept_for_the_quote_and_the_order_and_go_with_it()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10m, stock: 100);
        var buyer = await Shop.SignUpAsync();
        await Shop.AddCodeAsync("SPRING");
        await (await SetAsync(buyer, "spring")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "cart-empty");
        await buyer.FillCartAsync((ball, 1));
        var cart = await (await SetAsync(buyer, " spr ing ", "SPRING")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["SPRING"], Codes(cart));
        Assert.Empty(cart.GetProperty("notices").EnumerateArray());
        Assert.Equal(1m, (await buyer.QuoteAsync()).Amount("discount_total"));
        Assert.Equal(0m, (await buyer.QuoteAsync(new { promotion_codes = Array.Empty<string>() }))
            .Amount("discount_total"));
        Assert.Equal(0m, (await buyer.OrderAsync((ball, 1))).Money("discount_total"));
        Assert.Equal(["SPRING"], Codes(await buyer.CartAsync()));
        var order = (await (await buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created))
            .GetProperty("order");
        Assert.Equal(1m, order.Money("discount_total"));
        Assert.Empty(Codes(await buyer.CartAsync()));
    }

    [Fact]
    public async Task A_code_that_no_longer_works_is_noticed_and_prevents_the_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var promotion = await Shop.AddCodeAsync("SPRING", perCustomer: 1);
        await buyer.FillCartAsync((ball, 1));
        await (await SetAsync(buyer, "SPRING", "NOSUCH")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(["There is no code NOSUCH."], Refusals(await buyer.CartAsync()));
        await Shop.ChangeAsync(promotion, new { active = false });
        Assert.Equal(["There is no code SPRING.", "There is no code NOSUCH."], Refusals(await buyer.CartAsync()));
        Assert.Equal(2, Refusals(Assert.Single((await admin.ReadAsync("/sales/carts")).Items())).Count);
        await (await buyer.CheckOutCartAsync()).ShouldRejectFieldAsync("promotion_codes[0]", "promotion_codes[1]");
        Assert.Single((await buyer.CartAsync()).Items());
        await (await buyer.DeleteAsync($"/sales/carts/{buyer.UserId}/promotion-codes"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await (await buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created);
        await Shop.ChangeAsync(promotion, new { active = true });
        await buyer.FillCartAsync((ball, 1));
        await (await SetAsync(buyer, "SPRING")).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created);
        await buyer.FillCartAsync((ball, 1));
        Assert.Equal(["You have already used the code SPRING."],
            Refusals(await (await SetAsync(buyer, "SPRING")).ShouldBeAsync(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task A_code_that_has_not_started_is_answered_as_one_that_does_not_exist()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 100);
        await Shop.AddPromotionAsync(new
        {
            name = "Soon", discount = new { type = "percentage", percent = 10 }, codes = new[] { "SOON1" },
            starts_at = "2099-01-01",
        });
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((ball, 1));
        Assert.Equal(await AnswersAsync("NONE1"), await AnswersAsync("SOON1"));

        async Task<string> AnswersAsync(string code)
        {
            var cart = await (await SetAsync(buyer, code)).ShouldBeAsync(HttpStatusCode.OK);
            var quote = await buyer.QuoteAsync(new { promotion_codes = new[] { code } });
            var refused = await (await buyer.CheckOutCartAsync())
                .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation");
            return string.Join('\n', cart.GetProperty("notices"), quote.GetProperty("refused_codes"),
                refused.GetProperty("errors"), refused.Text("detail")).Replace(code, "CODE", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Codes_are_checked_and_belong_to_the_cart()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        await buyer.FillCartAsync((ball, 1));
        await (await SetAsync(buyer)).ShouldRejectFieldAsync("promotion_codes");
        await (await buyer.PutAsync($"/sales/carts/{buyer.UserId}/promotion-codes", new { }))
            .ShouldRejectFieldAsync("promotion_codes");
        await (await SetAsync(buyer, [.. Enumerable.Range(0, 11).Select(i => $"CODE{i}")]))
            .ShouldRejectFieldAsync("promotion_codes");
        foreach (var code in new[] { "AB", "SPRІNG", "with.dot", new string('A', 41) })
            await (await SetAsync(buyer, code)).ShouldRejectFieldAsync("promotion_codes[0]");
        var path = $"/sales/carts/{buyer.UserId}/promotion-codes";
        await (await other.PutAsync(path, new { promotion_codes = new[] { "SPRING" } }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await other.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        Assert.Empty(Codes(await buyer.CartAsync()));
    }

    private static Task<HttpResponseMessage> SetAsync(Buyer buyer, params string[] codes) =>
        buyer.PutAsync($"/sales/carts/{buyer.UserId}/promotion-codes", new { promotion_codes = codes });

    private static IEnumerable<string?> Codes(JsonElement cart) =>
        cart.GetProperty("promotion_codes").EnumerateArray().Select(code => code.GetString());

    private static List<string> Refusals(JsonElement cart) => [.. cart.GetProperty("notices").EnumerateArray()
        .Where(notice => notice.Text("code") == "promotion_code_refused").Select(notice => notice.Text("message"))];
}
