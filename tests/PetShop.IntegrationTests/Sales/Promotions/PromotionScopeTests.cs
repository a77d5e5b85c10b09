using System.Text.Json;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>Which lines of a quote and an order a promotion discounts.</summary>
public sealed class PromotionScopeTests : ShopTest
{
    private long _hood, _perch, _rope, _ball;
    private long _knotty, _other, _dog, _cat, _toys, _falconry, _hoods, _smallHoods;
    private Buyer _buyer = null!;

    [Fact]
    public async Task Exactly_the_goods_of_a_scope_are_discounted()
    {
        await FillAsync();
        // 10 % of each line: 29.97, 4.05, 40.00, 7.77.
        const decimal Hood = 3.00m, Perch = 0.41m, Rope = 4.00m, Ball = 0.78m;
        foreach (var (name, scope, expected) in new (string, object?, decimal[])[]
        {
            ("all goods", null, [Hood, Perch, Rope, Ball]),
            ("a product", Scope(products: [_rope]), [0, 0, Rope, 0]),
            ("two products", Scope(products: [_hood, _ball]), [Hood, 0, 0, Ball]),
            ("a brand", Scope(brands: [_knotty]), [Hood, Perch, 0, 0]),
            ("another brand", Scope(brands: [_other]), [0, 0, Rope, 0]),
            ("both brands", Scope(brands: [_knotty, _other]), [Hood, Perch, Rope, 0]),
            ("a pet type", Scope(petTypes: [_dog]), [Hood, 0, Rope, 0]),
            ("another pet type", Scope(petTypes: [_cat]), [0, Perch, 0, Ball]),
            ("a category with two levels below it", Scope(categories: [_falconry]), [Hood, Perch, 0, 0]),
            ("the category between", Scope(categories: [_hoods]), [Hood, 0, 0, 0]),
            ("the lowest category", Scope(categories: [_smallHoods]), [Hood, 0, 0, 0]),
            ("a category of another branch", Scope(categories: [_toys]), [0, 0, Rope, Ball]),
            ("a brand or a category", Scope(brands: [_other], categories: [_hoods]), [Hood, 0, Rope, 0]),
            ("a product or a pet type", Scope([_ball], petTypes: [_dog]), [Hood, 0, Rope, Ball]),
            ("goods that are named twice", Scope([_hood], [_falconry, _hoods], [_knotty]), [Hood, Perch, 0, 0]),
            ("all kinds together", Scope([_ball], [_smallHoods], [_other], [_cat]), [Hood, Perch, Rope, Ball]),
        })
            Assert.Equal((name, Text(expected)), (name, Text(await DiscountsAsync(PromotionSteps.TenPercent, scope))));
    }

    [Fact]
    public async Task Amounts_tiers_and_sets_count_only_the_goods_of_their_scope()
    {
        await FillAsync();
        var tenOff = new { type = "fixed_amount", amount = 10 };
        // 10 × 29.97 / 34.02 = 8.8095 and 10 × 4.05 / 34.02 = 1.1905: the missing cent goes to the first.
        await ShouldTakeOffAsync(tenOff, Scope(brands: [_knotty]), [8.81m, 1.19m, 0, 0]);
        await ShouldTakeOffAsync(tenOff, Scope(products: [_ball]), [0, 0, 0, 7.77m]);
        var threeUnits = new { type = "tiered", tier_by = "quantity", tiers = new[] { new { from = 3, percent = 5 } } };
        await ShouldTakeOffAsync(threeUnits, Scope(categories: [_toys]), [0, 0, 2.00m, 0.39m]);
        await ShouldTakeOffAsync(threeUnits, Scope(petTypes: [_cat]), [0, 0, 0, 0]);
        var from34 = new
        {
            type = "tiered",
            tier_by = "subtotal",
            tiers = new[] { new { from = 34.02m, amount = 3m }, new { from = 34.03m, amount = 9m } },
        };
        // 3 × 29.97 / 34.02 = 2.6429 and 0.3571.
        await ShouldTakeOffAsync(from34, Scope(categories: [_falconry]), [2.64m, 0.36m, 0, 0]);
        object Set(int buy) => new
        {
            type = "buy_x_get_y", buy_quantity = buy, get_quantity = 1, get_from = Scope(petTypes: [_cat]),
        };
        await ShouldTakeOffAsync(Set(3), Scope(categories: [_hoods]), [0, 4.05m, 0, 0]);
        await ShouldTakeOffAsync(Set(4), Scope(categories: [_hoods]), [0, 0, 0, 0]);
        await ShouldTakeOffAsync(Set(1), Scope(products: [_hood]), [0, 4.05m, 0, 7.77m]);

        async Task ShouldTakeOffAsync(object discount, object scope, decimal[] expected) =>
            Assert.Equal(Text(expected), Text(await DiscountsAsync(discount, scope)));
    }

    [Fact]
    public async Task A_product_that_moves_to_another_category_is_discounted_there()
    {
        await FillAsync();
        var promotion = await Shop.AddPromotionAsync(new
        {
            name = "Falconry", discount = PromotionSteps.TenPercent, applies_to = Scope(categories: [_falconry]),
        });
        var admin = await Shop.AdminAsync();
        foreach (var (product, category) in new[] { (_hood, "toys"), (_ball, "hoods") })
            await (await admin.PutAsync($"/products/{product}", new { category })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(Text([0, 0.41m, 0, 0.78m]), Text(await QuotedAsync()));
        // The branch moves under another category, and no longer belongs to falconry.
        await (await admin.PutAsync($"/products/categories/{_hoods}", new { parent = "toys" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(Text([0, 0.41m, 0, 0]), Text(await QuotedAsync()));
        await Shop.ChangeAsync(promotion.Id(), new { applies_to = Scope(categories: [_toys]) });
        Assert.Equal(Text([3.00m, 0, 4.00m, 0.78m]), Text(await QuotedAsync()));
    }

    /// <summary>Goods of two brands, two pet types and two branches of categories, in a customer's cart.</summary>
    private async Task FillAsync()
    {
        _falconry = await AddCategoryAsync(new { name = "Falconry" });
        _hoods = await AddCategoryAsync(new { name = "Hoods", parent = "falconry" });
        _smallHoods = await AddCategoryAsync(new { name = "Small hoods", parent = "hoods" });
        _hood = await AddAsync("Hood", 9.99m, "small-hoods", "dog", "Knotty");
        _perch = await AddAsync("Perch", 4.05m, "falconry", "cat", "Knotty");
        _rope = await AddAsync("Rope", 20m, "toys", "dog", "Otherwise");
        _ball = await AddAsync("Ball", 7.77m, "toys", "cat", null);
        (_knotty, _other) = (await IdAsync("brands", "knotty"), await IdAsync("brands", "otherwise"));
        (_dog, _cat) = (await IdAsync("pet_types", "dog"), await IdAsync("pet_types", "cat"));
        _toys = await IdAsync("categories", "toys");
        _buyer = await Shop.SignUpAsync();
        await _buyer.FillCartAsync((_hood, 3), (_perch, 1), (_rope, 2), (_ball, 1));

        async Task<long> AddCategoryAsync(object category) =>
            (await Shop.Catalogue.AddReferenceAsync("/products/categories", category)).Id();

        async Task<long> AddAsync(string name, decimal price, string category, string petType, string? brand) =>
            (await Shop.Catalogue.CreateAsync(
                new { name, price, category, pet_type = petType, brand, stock_quantity = 1_000 })).Id();

        async Task<long> IdAsync(string table, string slug) => Convert.ToInt64(
            await Shop.Database.ReadAsync<object>($"SELECT id FROM {table} WHERE slug = $1", slug));
    }

    /// <summary>
    /// What an automatic promotion takes off each line, in a quote and in an order of the same goods.
    /// </summary>
    private async Task<List<decimal>> DiscountsAsync(object discount, object? scope)
    {
        var promotion = await Shop.AddPromotionAsync(new { name = "Scope", discount, applies_to = scope });
        var quoted = await QuotedAsync();
        var order = await _buyer.OrderAsync((_hood, 3), (_perch, 1), (_rope, 2), (_ball, 1));
        Assert.Equal(quoted, Discounts(order));
        Assert.Equal(quoted.Sum(), order.Amount("discount_total"));
        Assert.Equal(quoted.Sum(), order.GetProperty("promotions").EnumerateArray().Sum(of => of.Amount("amount")));
        await Shop.ChangeAsync(promotion.Id(), new { active = false });
        return quoted;
    }

    private async Task<List<decimal>> QuotedAsync() => Discounts(await _buyer.QuoteAsync());

    private static List<decimal> Discounts(JsonElement priced) =>
        [.. priced.Items().Select(item => item.Amount("discount"))];

    private static string Text(IEnumerable<decimal> amounts) => string.Join(' ', amounts.Select(
        amount => amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));

    private static object Scope(
        long[]? products = null, long[]? categories = null, long[]? brands = null, long[]? petTypes = null) =>
        new { product_ids = products, category_ids = categories, brand_ids = brands, pet_type_ids = petTypes };
}
