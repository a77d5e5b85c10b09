using System.Text.Json;
using static PetShop.IntegrationTests.Sales.Promotions.PromotionSteps;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>Creating, reading, changing and removing promotions and codes.</summary>
public sealed class PromotionRouteTests : ShopTest
{
    [Fact]
    public async Task A_promotion_is_created_once_for_a_key()
    {
        var admin = await Shop.AdminAsync();
        var body = new { name = "Spring", discount = PromotionSteps.TenPercent };
        var (made, again) = (await admin.PostAsync(Url, body, "once"), await admin.PostAsync(Url, body, "once"));
        var id = (await made.ShouldBeAsync(HttpStatusCode.Created)).Id();
        Assert.Equal(id, (await again.ShouldBeAsync(HttpStatusCode.Created)).Id());
        Assert.Equal(made.Headers.ETag, again.Headers.ETag);
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(1, (await admin.ReadAsync(Url)).Count("total"));
        await (await admin.PostAsync(Url, new { body.name, body.discount, dry_run = true }, "dry"))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_promotion_is_created_read_changed_and_listed()
    {
        var admin = await Shop.AdminAsync();
        var made = await admin.PostAsync(Url, new
        {
            name = "  Spring   sale ", description = "Line 1\nLine 2", discount = TenPercent, minimum_subtotal = 30,
            applies_to = new { product_ids = new[] { await Shop.Catalogue.AddProductAsync() } },
            codes = new[] { "Spring-1" }, starts_at = "2026-03-01", ends_at = "2026-03-31", priority = -3,
            exclusive = true, max_uses = 500, max_uses_per_customer = 2,
        });
        var promotion = await made.ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal($"{Url}/{promotion.Id()}", made.Headers.Location!.ToString());
        Assert.Equal("Spring sale", promotion.Text("name"));
        Assert.Equal("2026-03-01T00:00:00Z", promotion.Text("starts_at"));
        Assert.Equal("2026-03-31T23:59:59.999999Z", promotion.Text("ends_at"));
        Assert.True(promotion.GetProperty("code_required").GetBoolean());
        Assert.Contains(
            "\"minimum_subtotal\":30.00,\"currency\":\"EUR\"", promotion.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(promotion.GetRawText(), (await admin.ReadAsync($"{Url}/{promotion.Id()}")).GetRawText());

        var etag = made.Headers.ETag!.ToString();
        var changed = await admin.PutAsync(
            $"{Url}/{promotion.Id()}", new { description = (string?)null, active = false }, etag);
        var after = await changed.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("description").ValueKind);
        Assert.Equal(promotion.GetProperty("applies_to").GetRawText(), after.GetProperty("applies_to").GetRawText());
        Assert.Equal(500, after.Count("max_uses"));
        await (await admin.PutAsync($"{Url}/{promotion.Id()}", new { active = true }, etag))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);

        await Shop.AddPromotionAsync(new { name = "Other", discount = TenPercent });
        Assert.Equal(["Other", "Spring sale"], await NamesAsync(""));
        Assert.Equal(["Other"], await NamesAsync("?active=true"));
        Assert.Equal(["Spring sale"], await NamesAsync("?code_required=true"));
        Assert.Equal(["Spring sale"], await NamesAsync("?code=spring-1"));
        Assert.Empty(await NamesAsync("?code=unknown"));
        var first = await admin.ReadAsync($"{Url}?limit=1");
        Assert.Equal("Spring sale",
            (await admin.ReadAsync($"{Url}?limit=1&cursor={first.Text("next_cursor")}")).Items()[0].Text("name"));

        async Task<IEnumerable<string>> NamesAsync(string query) =>
            (await admin.ReadAsync(Url + query)).Items().Select(item => item.Text("name"));
    }

    [Theory]
    [InlineData("""{"discount":{"type":"percentage","percent":10}}""", "name")]
    [InlineData("""{"name":"\u2800","discount":{"type":"percentage","percent":10}}""", "name")]
    [InlineData("""{"name":"a\u202eb","discount":{"type":"percentage","percent":10}}""", "name")]
    [InlineData("""{"name":"A"}""", "discount")]
    [InlineData("""{"name":"A","discount":{}}""", "discount.type")]
    [InlineData("""{"name":"A","discount":{"type":"Percentage"}}""", "discount.type")]
    [InlineData("""{"name":"A","discount":{"type":"percentage"}}""", "discount.percent")]
    [InlineData("""{"name":"A","discount":{"type":"percentage","percent":0}}""", "discount.percent")]
    [InlineData("""{"name":"A","discount":{"type":"percentage","percent":100.01}}""", "discount.percent")]
    [InlineData("""{"name":"A","discount":{"type":"percentage","percent":9.999}}""", "discount.percent")]
    [InlineData("""{"name":"A","discount":{"type":"percentage","percent":9,"amount":1}}""", "discount.amount")]
    [InlineData("""{"name":"A","discount":{"type":"percentage","percent":9,"tiers":[]}}""", "discount.tiers")]
    [InlineData("""{"name":"A","discount":{"type":"fixed_amount","amount":0.001}}""", "discount.amount")]
    [InlineData("""{"name":"A","discount":{"type":"fixed_amount","amount":-1}}""", "discount.amount")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping","target":"order"}}""", "discount.target")]
    [InlineData("""{"name":"A","discount":{"type":"buy_x_get_y","buy_quantity":0,"get_quantity":1}}""",
        "discount.buy_quantity")]
    [InlineData("""{"name":"A","discount":{"type":"buy_x_get_y","buy_quantity":1}}""", "discount.get_quantity")]
    [InlineData("""{"name":"A","discount":{"type":"tiered","tier_by":"quantity","tiers":[]}}""", "discount.tiers")]
    [InlineData("""{"name":"A","discount":{"type":"tiered","tier_by":"quantity","tiers":[null]}}""", "discount.tiers")]
    [InlineData("""{"name":"A","discount":{"type":"tiered","tier_by":"quantity","tiers":[{"from":1.5,"percent":1}]}}""",
        "discount.tiers[0].from")]
    [InlineData("""
        {"name":"A","discount":{"type":"tiered","tier_by":"subtotal",
         "tiers":[{"from":50,"percent":5},{"from":50,"percent":9}]}}
        """, "discount.tiers[1].from")]
    [InlineData("""{"name":"A","discount":{"type":"tiered","tier_by":"subtotal","tiers":[{"from":5}]}}""",
        "discount.tiers[0].percent")]
    [InlineData("""
        {"name":"A","discount":{"type":"percentage","percent":9},"applies_to":{"product_ids":[999999]}}
        """, "applies_to.product_ids[0]")]
    [InlineData("""
        {"name":"A","discount":{"type":"percentage","percent":9},"applies_to":{"category_ids":[1,999999],
         "brand_ids":[999999],"pet_type_ids":[999999]}}
        """, "applies_to.category_ids[1]", "applies_to.brand_ids[0]", "applies_to.pet_type_ids[0]")]
    [InlineData("""
        {"name":"A","discount":{"type":"buy_x_get_y","buy_quantity":1,"get_quantity":1,"get_from":{"brand_ids":[9]}}}
        """, "discount.get_from.brand_ids[0]")]
    [InlineData("""
        {"name":"A","discount":{"type":"percentage","percent":9,"target":"order"},"applies_to":{"category_ids":[1]}}
        """, "applies_to")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping"},"applies_to":{"category_ids":[1]}}""", "applies_to")]
    [InlineData("""
        {"name":"A","discount":{"type":"free_shipping"},"starts_at":"2026-03-02","ends_at":"2026-03-01"}
        """, "ends_at")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping"},"codes":["AB"]}""", "codes[0]")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping"},"codes":["ABC DEF"]}""", "codes[0]")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping"},"codes":["ABC","W\u0415LCOME","abc"]}""",
        "codes[1]", "codes[2]")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping"},"codes":["ABC"],"code_required":false}""",
        "code_required")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping"},"max_uses":0,"priority":1001}""",
        "max_uses", "priority")]
    [InlineData("""{"name":"A","discount":{"type":"free_shipping"},"minimum_subtotal":1.999}""", "minimum_subtotal")]
    public async Task An_invalid_field_is_named(string body, params string[] fields)
    {
        var admin = await Shop.AdminAsync();
        foreach (var dryRun in new[] { "", ",\"dry_run\":true}" })
        {
            var sent = dryRun.Length == 0 ? body : body.TrimEnd()[..^1] + dryRun;
            await (await admin.SendTextAsync(HttpMethod.Post, Url, sent)).ShouldRejectFieldAsync(fields);
        }
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotions"));
    }

    [Fact]
    public async Task A_change_is_checked_together_with_what_stays()
    {
        var admin = await Shop.AdminAsync();
        var id = (await Shop.AddPromotionAsync(new
        {
            name = "A", discount = TenPercent, ends_at = "2026-03-31",
            applies_to = new { category_ids = new[] { await CategoryAsync() } },
        })).Id();
        await (await admin.PutAsync($"{Url}/{id}", new { starts_at = "2026-04-01" })).ShouldRejectFieldAsync("ends_at");
        await (await admin.PutAsync($"{Url}/{id}", new { discount = new { type = "free_shipping" } }))
            .ShouldRejectFieldAsync("applies_to");
        await (await admin.PutAsync($"{Url}/{id}", new { discount = new { type = "fixed_amount", amount = 1.005 } }))
            .ShouldRejectFieldAsync("discount.amount");
        await Shop.ChangeAsync(id, new { discount = new { type = "free_shipping" }, applies_to = (object?)null });
        await Shop.ChangeAsync(id, new { code_required = true });
        await (await admin.PostAsync($"{Url}/{id}/codes", new { codes = new[] { "ABC" } }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.PutAsync($"{Url}/{id}", new { code_required = false }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
    }

    [Fact]
    public async Task A_promotion_is_deleted_with_its_codes_unless_an_order_used_it()
    {
        var admin = await Shop.AdminAsync();
        var (used, unused) = (await Shop.AddCodeAsync("USED"), await Shop.AddCodeAsync("UNUSED", maxUses: 3));
        var (buyer, ball) = (await Shop.SignUpAsync(), await Shop.Catalogue.AddProductAsync());
        var order = await buyer.OrderAsync((ball, 1));
        Assert.Null(await Shop.TakeAsync(order.Id(), buyer.UserId, (used, "USED")));
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        var refused = await (await admin.DeleteAsync($"{Url}/{used}"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
        Assert.Contains("Set active to false", refused.Text("detail"), StringComparison.Ordinal);
        await (await admin.DeleteAsync($"{Url}/{unused}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.GetAsync($"{Url}/{unused}")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await Shop.AddCodeAsync("unused");      // the code is free again
        var use = Assert.Single((await admin.ReadAsync($"{Url}/{used}/uses")).Items());
        Assert.Equal((order.Id(), order.Text("number"), "USED", 1m),
            (use.Id("order_id"), use.Text("order_number"), use.Text("code"), use.Money("amount")));
        Assert.Equal(JsonValueKind.String, use.GetProperty("released_at").ValueKind);
    }

    [Fact]
    public async Task Codes_are_generated_in_bulk_and_listed_with_their_uses()
    {
        var admin = await Shop.AdminAsync();
        var id = await Shop.AddCodeAsync("FIRST");
        var body = new { count = 1_000, prefix = "Spring_", max_uses = 1 };
        var made = await (await admin.PostAsync($"{Url}/{id}/codes", body, "key-1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        var codes = made.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!).ToList();
        Assert.Equal(1_000, codes.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(codes, code => Assert.Matches("^Spring_[0-9A-HJKMNP-TV-Z]{12}$", code));
        var again = await (await admin.PostAsync($"{Url}/{id}/codes", body, "key-1"))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(made.GetRawText(), again.GetRawText());
        Assert.Equal(1_001, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotion_codes"));
        var orders = await Shop.OrdersAsync(3);
        Assert.Null(await Shop.TakeAsync(orders[0], 7, (id, codes[0])));
        Assert.NotNull(await Shop.TakeAsync(orders[1], 8, (id, codes[0])));
        Assert.Null(await Shop.TakeAsync(orders[2], 9, (id, "FIRST")));
        var listed = new List<JsonElement>();
        for (string? cursor = null; ;)
        {
            var page = await admin.ReadAsync(
                $"{Url}/{id}/codes?limit=100" + (cursor is null ? "" : $"&cursor={cursor}"));
            listed.AddRange(page.Items());
            cursor = page.GetProperty("next_cursor").GetString();
            if (cursor is null)
                break;
        }
        Assert.Equal(codes.Append("FIRST").Order(StringComparer.OrdinalIgnoreCase),
            listed.Select(code => code.Text("code")).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(["FIRST", codes[0]],
            listed.Where(code => code.Count("uses") == 1).Select(code => code.Text("code")));
    }

    [Fact]
    public async Task A_taken_code_is_named_and_none_of_the_others_is_added()
    {
        var admin = await Shop.AdminAsync();
        var (first, second) = (await Shop.AddCodeAsync("Taken"), await Shop.AddCodeAsync("Other"));
        var refused = await admin.PostAsync($"{Url}/{second}/codes", new { codes = new[] { "New1", "TAKEN", "New2" } });
        Assert.Equal("/problems/duplicate-code", (await refused.ShouldBeAsync(HttpStatusCode.BadRequest)).Text("type"));
        var errors = await refused.ShouldRejectFieldAsync("codes[1]");
        Assert.Contains($"Promotion {first}", errors.GetProperty("codes[1]")[0].GetString(), StringComparison.Ordinal);
        await (await admin.PostAsync(Url, new { name = "A", discount = TenPercent, codes = new[] { "taken" } }))
            .ShouldRejectFieldAsync("codes[0]");
        Assert.Equal(2, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotion_codes"));
        Assert.Equal(2, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotions"));
        var same = await SalesSteps.AtOnceAsync(
            6, _ => admin.PostAsync($"{Url}/{second}/codes", new { codes = new[] { "Once", "Race" } }));
        Assert.Equal(1, same.CountOf(HttpStatusCode.Created));
        Assert.Equal(5, same.CountOf(HttpStatusCode.BadRequest));
        await (await admin.PostAsync($"{Url}/{second}/codes", new { prefix = "A" })).ShouldRejectFieldAsync("codes");
        await (await admin.PostAsync($"{Url}/{second}/codes", new { count = 1_001 })).ShouldRejectFieldAsync("count");
        var automatic = (await Shop.AddPromotionAsync(new { name = "Auto", discount = TenPercent })).Id();
        await (await admin.PostAsync($"{Url}/{automatic}/codes", new { count = 1 }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "promotion-automatic");
        await (await admin.DeleteAsync($"{Url}/{first}/codes/other")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.DeleteAsync($"{Url}/{first}/codes/taken")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.PostAsync($"{Url}/{second}/codes", new { codes = new[] { "taken" } }))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task At_most_100_automatic_promotions_are_offered()
    {
        var admin = await Shop.AdminAsync();
        var id = (await Shop.AddPromotionAsync(new { name = "A", discount = TenPercent })).Id();
        await Shop.Database.ExecuteAsync("""
            INSERT INTO promotions (name, effect, scope, is_on_order, is_first_order_only, needs_code,
                is_active, priority,
                is_exclusive, version, created_at, updated_at)
            SELECT name, effect, scope, is_on_order, is_first_order_only, needs_code, is_active, priority, is_exclusive,
                version, created_at, updated_at FROM promotions CROSS JOIN generate_series(1, 98)
            """);
        await Shop.AddPromotionAsync(new { name = "B", discount = TenPercent });
        var one = new { name = "C", discount = TenPercent };
        await (await admin.PostAsync(Url, one)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-many-promotions");
        await Shop.AddPromotionAsync(new { name = "D", discount = TenPercent, code_required = true });
        await Shop.ChangeAsync(id, new { ends_at = "2020-01-01" });
        await Shop.AddPromotionAsync(one);
        await (await admin.PutAsync($"{Url}/{id}", new { ends_at = (string?)null }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-many-promotions");
    }

    private Task<long> CategoryAsync() =>
        Shop.Database.ReadAsync<long>("SELECT id FROM categories WHERE slug = 'toys'");
}
