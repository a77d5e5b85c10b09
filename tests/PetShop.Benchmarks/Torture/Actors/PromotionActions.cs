namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>What admins do with promotions. Limits are never lowered: uses may then be above the limit.</summary>
internal static class PromotionActions
{
    public static readonly IReadOnlyList<ActorAction<Admin>> All =
    [
        new("create a promotion", 3, CreateAsync),
        new("add codes", 2, AddCodesAsync),
        new("change a promotion", 2, ChangeAsync),
    ];

    private static async Task CreateAsync(Admin admin)
    {
        var random = admin.Random;
        var code = $"T{admin.Number}-{random.Next():X}";
        var isAutomatic = random.Next(8) == 0;
        var answer = await admin.TryAsync("create a promotion", HttpMethod.Post, "sales/promotions", new
        {
            name = "Torture " + code,
            discount = SomeDiscount(admin),
            codes = isAutomatic ? null : new[] { code },
            max_uses = random.Next(3) > 0 ? random.Next(2, 80) : (int?)null,
            max_uses_per_customer = random.Next(2) == 0 ? random.Next(1, 4) : (int?)null,
            minimum_subtotal = random.Next(3) == 0 ? random.Next(5, 60) : (int?)null,
            priority = random.Next(1, 9),
            exclusive = random.Next(6) == 0,
            ends_at = isAutomatic ? TimeProvider.System.GetUtcNow().AddSeconds(40) : (DateTimeOffset?)null,
        });
        if (!answer.IsSuccess)
            return;
        admin.Promotions.Add(answer.Id());
        if (!isAutomatic)
            admin.Stage.Codes.Add([code]);
    }

    private static object SomeDiscount(Admin admin)
    {
        var random = admin.Random;
        var goods = new { product_ids = Enumerable.Range(0, 5).Select(_ => admin.SomeProduct()).Distinct().ToArray() };
        return random.Next(6) switch
        {
            0 => new { type = "percentage", percent = random.Next(1, 500) / 10m, target = "order" },
            1 => new { type = "percentage", percent = random.Next(1, 60) },
            2 => new { type = "fixed_amount", amount = random.Next(100, 3000) / 100m, target = "order" },
            3 => new { type = "free_shipping" },
            4 => new { type = "buy_x_get_y", buy_quantity = 2, get_quantity = 1, get_from = goods },
            _ => new
            {
                type = "tiered",
                tier_by = "subtotal",
                tiers = new[] { new { from = 20, percent = 5 }, new { from = 80, percent = 12 } },
            },
        };
    }

    private static async Task AddCodesAsync(Admin admin)
    {
        if (admin.Promotions.Count == 0)
            return;
        var promotion = admin.Promotions[admin.Random.Next(admin.Promotions.Count)];
        await admin.InsistAsync("add codes", $"sales/promotions/{promotion}/codes",
            new { count = admin.Random.Next(1, 6), max_uses = admin.Random.Next(1, 10) }, admin.NewKey("codes"),
            answer => admin.Stage.Codes.Add(
                answer.Body.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)));
    }

    private static async Task ChangeAsync(Admin admin)
    {
        if (admin.Promotions.Count == 0)
            return;
        var promotion = admin.Promotions[admin.Random.Next(admin.Promotions.Count)];
        object change = admin.Random.Next(5) switch
        {
            0 => new { active = false },
            1 => new { active = true },
            2 => new { max_uses = 500, max_uses_per_customer = 5 },
            3 => new { max_uses = (int?)null },
            _ => new { priority = admin.Random.Next(1, 9) },
        };
        await admin.TryAsync("change a promotion", HttpMethod.Put, $"sales/promotions/{promotion}", change);
    }
}
