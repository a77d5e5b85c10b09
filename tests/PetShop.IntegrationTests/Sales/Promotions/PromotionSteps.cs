using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>Helpers for promotions.</summary>
internal static class PromotionSteps
{
    public const string Url = "/sales/promotions";

    public static readonly object TenPercent = new { type = "percentage", percent = 10 };

    /// <summary>Creates a promotion.</summary>
    public static async Task<JsonElement> AddPromotionAsync(this ShopFixture shop, object promotion) =>
        await (await (await shop.AdminAsync()).PostAsync(Url, promotion)).ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>Creates a promotion of 10 % with one code.</summary>
    /// <returns>Its id.</returns>
    public static async Task<long> AddCodeAsync(this ShopFixture shop, string code, int? maxUses = null,
        int? perCustomer = null, bool firstOrder = false) => (await shop.AddPromotionAsync(new
        {
            name = code,
            discount = TenPercent,
            codes = new[] { code },
            max_uses = maxUses,
            max_uses_per_customer = perCustomer,
            first_order_only = firstOrder,
        })).Id();

    public static async Task ChangeAsync(this ShopFixture shop, long promotion, object patch) =>
        await (await (await shop.AdminAsync()).PutAsync($"{Url}/{promotion}", patch)).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>Rows of orders, all but the first of them copies without lines.</summary>
    /// <returns>Their ids.</returns>
    public static async Task<long[]> OrdersAsync(this ShopFixture shop, int count)
    {
        var buyer = await shop.SignUpAsync();
        var first = (await buyer.OrderAsync((await shop.Catalogue.AddProductAsync(), 1))).Id();
        await shop.Database.ExecuteAsync("""
            INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', o.id + n))).*
            FROM orders o CROSS JOIN generate_series(1, $2 - 1) AS n WHERE o.id = $1
            """, first, count);
        return await shop.Database.ReadAsync<long[]>("SELECT array_agg(id) FROM orders WHERE id >= $1", first);
    }

    /// <summary>Takes a promotion for an order, as the checkout does.</summary>
    /// <returns>Why it was refused; null if it was taken.</returns>
    public static async Task<IReadOnlyList<UsedUpPromotion>?> TakeAsync(
        this ShopFixture shop, long order, long customer, params (long Promotion, string? Code)[] uses)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var limits = scope.ServiceProvider.GetRequiredService<PromotionLimits>();
        try
        {
            await work.CommitAsync(() =>
            {
                limits.Take(work.Closing, order, PromotionCustomer.OfAccount(customer),
                    [.. uses.Select(use => new OrderPromotion(use.Promotion, "", use.Code, 1, IsOnShipping: false))]);
                return Task.CompletedTask;
            }, CancellationToken.None);
            return null;
        }
        catch (ShopException e) when (e.Type.Slug == "promotion-used-up")
        {
            return (IReadOnlyList<UsedUpPromotion>)e.Members!["promotions"]!;
        }
    }

    /// <summary>Gives the uses of an order back, as its cancellation does.</summary>
    public static async Task ReleaseAsync(this ShopFixture shop, long order)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var limits = scope.ServiceProvider.GetRequiredService<PromotionLimits>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>()
            .CommitAsync(() => limits.ReleaseAsync([order], CancellationToken.None), CancellationToken.None);
    }

    /// <summary>Takes one use for each order, up to 20 at the same time.</summary>
    /// <returns>How many were taken.</returns>
    public static async Task<int> TakeAllAsync(
        this IEnumerable<long> orders, Func<long, Task<IReadOnlyList<UsedUpPromotion>?>> take)
    {
        var taken = 0;
        await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (order, _) =>
        {
            if (await take(order) is null)
                Interlocked.Increment(ref taken);
        });
        return taken;
    }

    /// <summary>The promotions that a customer can use, as a quote reads them.</summary>
    public static async Task<UsablePromotions> UsableAsync(
        this ShopNode node, PromotionCustomer? customer, params string[] codes)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var lookup = scope.ServiceProvider.GetRequiredService<PromotionLookup>();
        await lookup.PrepareAsync(CancellationToken.None);
        var batch = scope.ServiceProvider.GetRequiredService<IUnitOfWork>().NewBatch();
        var usable = lookup.Read(batch, new(codes), customer);
        await batch.SendAsync(CancellationToken.None);
        return usable.Value;
    }

    /// <summary>A counter's uses; 0 if there is no row.</summary>
    public static async Task<int> UsesAsync(this ShopFixture shop, long promotion, string key) =>
        await shop.Database.ReadAsync<int>("""
            SELECT coalesce((SELECT uses FROM promotion_counters WHERE promotion_id = $1 AND key = $2), 0)
            """, promotion, key);

    /// <summary>
    /// Every counter equals the number of uses that count for it, and a limit that was used has a counter.
    /// </summary>
    public static async Task ShouldAgreeAsync(this ShopFixture shop) => Assert.Equal(0, await shop.Database
        .ReadAsync<long>("""
            WITH counted AS (
                SELECT u.promotion_id, k.key, count(*) AS uses FROM promotion_uses u
                JOIN promotions p ON p.id = u.promotion_id LEFT JOIN promotion_codes c ON c.key = u.code_key
                CROSS JOIN LATERAL (VALUES ('total', p.max_uses),
                    (u.customer_key, CASE WHEN p.is_first_order_only THEN 1 ELSE p.max_uses_per_customer END),
                    ('code:' || u.code_key, c.max_uses)) AS k (key, limited)
                WHERE u.released_at IS NULL AND k.limited IS NOT NULL GROUP BY u.promotion_id, k.key)
            SELECT count(*) FROM counted FULL JOIN promotion_counters c USING (promotion_id, key)
            WHERE coalesce(counted.uses, 0) <> coalesce(c.uses, 0)
            """));
}
