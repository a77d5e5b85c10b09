using System.Text.Json;
using PetShop.IntegrationTests.Sales.Pricing;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Carts;

/// <summary>What carts say of promotions that are over, and of codes that take nothing off.</summary>
public sealed class PromotionNoticeTests : ShopTest
{
    [Fact]
    public async Task A_cart_says_which_promotions_ended_or_were_withdrawn_since_the_customer_changed_it()
    {
        var (ball, other) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        Shop.Clock.Stop();
        var now = Shop.Clock.GetUtcNow();
        await AddAsync("Before", ends: now.AddMinutes(1));
        await AddAsync("Running");
        await AddAsync("Ends", ends: now.AddMinutes(3));
        await AddAsync("Elsewhere", ends: now.AddMinutes(3), product: other);
        await AddAsync("Short", starts: now.AddMinutes(3), ends: now.AddMinutes(4));
        var draft = await AddAsync("Draft", active: false);
        var withdrawn = await AddAsync("Withdrawn");
        var shortened = await AddAsync("Shortened");
        var coded = await AddAsync("Coded");
        Shop.Clock.Advance(TimeSpan.FromMinutes(2));
        var buyer = await Shop.SignUpAsync();
        await buyer.FillCartAsync((ball, 1));
        Assert.Empty(await EndedAsync());
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["Ends"], await EndedAsync());
        await Shop.ChangeAsync(draft, new { priority = 1 });
        await Shop.ChangeAsync(draft, new { active = true });
        var mistake = await AddAsync("Mistake");
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await Shop.ChangeAsync(draft, new { active = false });
        await Shop.ChangeAsync(mistake, new { active = false });
        await Shop.ChangeAsync(withdrawn, new { active = false });
        await Shop.ChangeAsync(shortened, new { ends_at = Shop.Clock.GetUtcNow() });
        await Shop.ChangeAsync(coded, new { code_required = true });
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await Shop.ChangeAsync(withdrawn, new { name = "Draft", minimum_subtotal = 1_000 });
        Assert.Equal(["Coded", "Ends", "Shortened", "Withdrawn"], await EndedAsync());
        await Shop.ChangeAsync(withdrawn, new { active = true, minimum_subtotal = (decimal?)null });
        Assert.Equal(["Coded", "Ends", "Shortened"], await EndedAsync());
        await Shop.ChangeAsync(withdrawn, new { active = false });
        await Shop.ChangeAsync(withdrawn, new { active = true, starts_at = Shop.Clock.GetUtcNow().AddMinutes(1) });
        Assert.Equal(["Coded", "Ends", "Shortened"], await EndedAsync());
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["Draft", "Running"], (await buyer.QuoteAsync()).GetProperty("promotions").EnumerateArray()
            .Select(promotion => promotion.Text("name")).Order(StringComparer.Ordinal));
        await (await (await Shop.AdminAsync()).PostAsync(
            $"{PromotionSteps.Url}/{coded}/codes", new { codes = new[] { "CODED" } }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var quote = await buyer.QuoteAsync(new { promotion_codes = new[] { "CODED" } });
        Assert.Contains("Coded", quote.GetProperty("promotions").ToString(), StringComparison.Ordinal);
        Assert.InRange(quote.Time("expires_at") - Shop.Clock.GetUtcNow(), TimeSpan.FromMinutes(29),
            TimeSpan.FromMinutes(30));
        await buyer.FillCartAsync((ball, 2));
        Assert.Empty(await EndedAsync());

        async Task<long> AddAsync(
            string name, DateTimeOffset? starts = null, DateTimeOffset? ends = null, long? product = null,
            bool active = true) => (await Shop.AddPromotionAsync(new
            {
                name, discount = PromotionSteps.TenPercent, starts_at = starts, ends_at = ends, active,
                applies_to = product is { } id ? new { product_ids = new[] { id } } : null,
            })).Id();

        async Task<IEnumerable<string>> EndedAsync() =>
            NoticesOf(await buyer.CartAsync(), "promotion_ended").Select(message => message.Split(' ')[2])
                .Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_list_of_carts_says_the_same_of_each_cart_whatever_codes_the_others_have()
    {
        var (ball, other) = (await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync());
        await Shop.AddPromotionAsync(new
        {
            name = "Only other", discount = PromotionSteps.TenPercent, codes = new[] { "ONE", "TWO" },
            applies_to = new { product_ids = new[] { other } },
        });
        foreach (var codes in new string[][] { ["ONE"], ["TWO"], ["ONE", "TWO"] })
        {
            var buyer = await Shop.SignUpAsync();
            await buyer.FillCartAsync((ball, 1));
            await (await buyer.PutAsync(
                $"/sales/carts/{buyer.UserId}/promotion-codes", new { promotion_codes = codes }))
                .ShouldBeAsync(HttpStatusCode.OK);
            var cart = (await (await Shop.AdminAsync()).ReadAsync("/sales/carts")).Items()
                .Single(each => each.GetProperty("user_id").GetInt64() == buyer.UserId);
            Assert.StartsWith($"The code {codes[0]} ", Assert.Single(NoticesOf(cart, "promotion_code_idle")),
                StringComparison.Ordinal);
            Assert.Equal(codes.Length - 1, NoticesOf(cart, "promotion_code_refused").Count);
            Assert.Equal((await buyer.CartAsync()).GetProperty("notices").ToString(),
                cart.GetProperty("notices").ToString());
        }
    }

    private static List<string> NoticesOf(JsonElement cart, string code) => [.. cart.GetProperty("notices")
        .EnumerateArray().Where(notice => notice.Text("code") == code).Select(notice => notice.Text("message"))];
}
