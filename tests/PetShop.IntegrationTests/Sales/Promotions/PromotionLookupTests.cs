using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Services.Promotions;
using PetShop.IntegrationTests.Core.Cache;
using static PetShop.IntegrationTests.Sales.Promotions.PromotionSteps;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>Which promotions a customer can use.</summary>
public sealed class PromotionLookupTests : ShopTest
{
    /// <summary>No account: ids of accounts begin at 1, and go on in a database that another test has used.</summary>
    private static readonly PromotionCustomer Someone = PromotionCustomer.OfAccount(long.MaxValue);

    [Theory]
    [InlineData("WELCOME10")]
    [InlineData("welcome10")]
    [InlineData(" Wel come\t10\u00a0")]
    public async Task Codes_ignore_case_and_blanks(string typed)
    {
        var id = await Shop.AddCodeAsync("Welcome10");
        var usable = await Shop.Node.UsableAsync(Someone, typed);
        var rule = Assert.Single(usable.Rules);
        Assert.Equal((id, "Welcome10"), (rule.Id, rule.Code));
        Assert.Empty(usable.Refused);
    }

    [Theory]
    [InlineData("WELC\u041eME10")]      // Cyrillic O
    [InlineData("\uff37ELCOME10")]      // full-width W
    [InlineData("WEL\u200bCOME10")]     // zero-width space
    [InlineData("WELCOME10\u202e")]     // a bidirectional control
    [InlineData("WELCOME\u0661\u0660")] // Arabic digits
    [InlineData("WELCOME10\0")]
    [InlineData("")]
    [InlineData("W")]
    [InlineData("WELCOME10WELCOME10WELCOME10WELCOME10WELCOME10WELCOME10")]
    public async Task A_code_that_only_looks_the_same_is_unknown(string typed)
    {
        await Shop.AddCodeAsync("WELCOME10");
        var usable = await Shop.Node.UsableAsync(Someone, typed);
        Assert.Empty(usable.Rules);
        Assert.Equal([new(typed, CodeRefusal.Unknown)], usable.Refused);
    }

    [Fact]
    public async Task Each_code_without_effect_has_a_reason()
    {
        var orders = await Shop.OrdersAsync(2);
        var buyer = await Shop.Database.ReadAsync<long>("SELECT user_id FROM orders LIMIT 1");
        var total = await Shop.AddCodeAsync("TOTAL", maxUses: 1);
        var each = await Shop.AddCodeAsync("EACH", perCustomer: 1);
        await Shop.AddCodeAsync("FIRST", firstOrder: true);
        await Shop.AddPromotionAsync(
            new { name = "Off", discount = TenPercent, codes = new[] { "OFF" }, active = false });
        await Shop.AddPromotionAsync(new
        {
            name = "Two names", discount = TenPercent, codes = new[] { "ONE", "TWO" },
            starts_at = "2020-01-01", ends_at = "2099-12-31",
        });
        await Shop.AddPromotionAsync(
            new { name = "Soon", discount = TenPercent, codes = new[] { "SOON" }, starts_at = "2099-01-01" });
        await Shop.AddPromotionAsync(
            new { name = "Past", discount = TenPercent, codes = new[] { "PAST" }, ends_at = "2020-01-01" });
        Assert.Null(await Shop.TakeAsync(orders[0], buyer, (total, "TOTAL"), (each, "EACH")));
        var usable = await Shop.Node.UsableAsync(PromotionCustomer.OfAccount(buyer),
            "total", "each", "first", "off", "one", "two", "soon", "past", "ONE");
        Assert.Equal("ONE", Assert.Single(usable.Rules).Code);
        Assert.Equal(
            [
                new("total", CodeRefusal.UsedUp), new("each", CodeRefusal.UsedUpByCustomer),
                new("first", CodeRefusal.FirstOrderOnly), new("off", CodeRefusal.Unknown),
                new("two", CodeRefusal.SamePromotion), new("soon", CodeRefusal.Unknown),
                new RefusedCode("past", CodeRefusal.Ended),
            ], usable.Refused);
        // someone else still can, and somebody unknown is told nothing about customers
        Assert.Equal(["EACH", "FIRST"],
            (await Shop.Node.UsableAsync(Someone, "each", "first")).Rules.Select(rule => rule.Code));
        Assert.Equal(["EACH", "FIRST"],
            (await Shop.Node.UsableAsync(null, "each", "first")).Rules.Select(rule => rule.Code));
    }

    [Fact]
    public async Task A_cancelled_order_is_not_a_first_order()
    {
        await Shop.AddCodeAsync("FIRST", firstOrder: true);
        var buyer = await Shop.SignUpAsync();
        var order = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var customer = PromotionCustomer.OfAccount(buyer.UserId);
        Assert.Empty((await Shop.Node.UsableAsync(customer, "first")).Rules);
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Single((await Shop.Node.UsableAsync(customer, "first")).Rules);
    }

    [Fact]
    public async Task Automatic_promotions_begin_and_end_by_the_clock_and_stop_at_their_limit()
    {
        var order = (await Shop.OrdersAsync(1))[0];
        var (start, end) = (Shop.Clock.GetUtcNow().AddMinutes(3), Shop.Clock.GetUtcNow().AddMinutes(8));
        var id = (await Shop.AddPromotionAsync(new
        {
            name = "Happy hour", discount = TenPercent, starts_at = start, ends_at = end, max_uses = 1,
        })).Id();
        Assert.Empty((await Shop.Node.UsableAsync(Someone)).Rules);
        Shop.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(id, Assert.Single((await Shop.Node.UsableAsync(Someone)).Rules).Id);
        Assert.Null(await Shop.TakeAsync(order, 7, (id, null)));
        Assert.Empty((await Shop.Node.UsableAsync(Someone)).Rules);
        await Shop.ChangeAsync(id, new { max_uses = 2 });
        Assert.Single((await Shop.Node.UsableAsync(Someone)).Rules);
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await Shop.Node.UsableAsync(Someone)).Rules);
    }

    [Fact]
    public async Task A_change_is_seen_at_once_on_its_node_and_soon_on_others()
    {
        var other = Shop.StartNode();
        Assert.Empty((await other.UsableAsync(Someone)).Rules);
        var id = (await Shop.AddPromotionAsync(new { name = "All", discount = TenPercent, priority = 5 })).Id();
        Assert.Equal(5, Assert.Single((await Shop.Node.UsableAsync(Someone)).Rules).Priority);
        await Eventually.TrueAsync(async () => (await other.UsableAsync(Someone)).Rules.Count == 1,
            "the promotion on the other node");
        await Shop.ChangeAsync(id, new { priority = 6 });
        Assert.Equal(6, Assert.Single((await Shop.Node.UsableAsync(Someone)).Rules).Priority);
        await Eventually.TrueAsync(async () => (await other.UsableAsync(Someone)).Rules[0].Priority == 6,
            "the change on the other node");
        await (await (await Shop.AdminAsync()).DeleteAsync($"{Url}/{id}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Empty((await Shop.Node.UsableAsync(Someone)).Rules);
        await Eventually.TrueAsync(async () => (await other.UsableAsync(Someone)).Rules.Count == 0,
            "the removal on the other node");
    }

    [Fact]
    public async Task Every_kind_of_discount_comes_back_from_the_database_and_the_cache_as_it_was_given()
    {
        var toys = await Shop.Database.ReadAsync<long>("SELECT id FROM categories WHERE slug = 'toys'");
        object[] discounts =
        [
            TenPercent, new { type = "fixed_amount", amount = 5.5, target = "order" }, new { type = "free_shipping" },
            new
            {
                type = "buy_x_get_y", buy_quantity = 2, get_quantity = 1, percent = 50, max_sets = 3,
                get_from = new { category_ids = new[] { toys } },
            },
            new
            {
                type = "tiered", tier_by = "quantity",
                tiers = new object[] { new { from = 3, percent = 5 }, new { from = 6, amount = 12.5 } },
            },
        ];
        foreach (var discount in discounts)
            await Shop.AddPromotionAsync(new { name = "One", discount });
        await Shop.Node.UsableAsync(Someone);
        var rules = (await Shop.Node.UsableAsync(Someone)).Rules;
        var shown = (await (await Shop.AdminAsync()).ReadAsync(Url)).Items().Reverse().ToList();
        Assert.Equal(discounts.Length, rules.Count);
        Assert.Equal(["PercentageOff", "AmountOff", "FreeShipping", "BuyAndGet", "Tiered"],
            rules.Select(rule => rule.Effect.GetType().Name));
        Assert.Contains(toys, ((PetShop.Api.Sales.Entities.Promotions.BuyAndGet)rules[3].Effect).Of!.CategoryIds);
        Assert.True(rules[1].IsOnOrder);
        Assert.Equal(
            ["percentage", "fixed_amount", "free_shipping", "buy_x_get_y", "tiered"],
            shown.Select(promotion => promotion.GetProperty("discount").Text("type")));
        Assert.Equal(12.5m, shown[4].GetProperty("discount").GetProperty("tiers")[1].Money("amount"));
    }
}
