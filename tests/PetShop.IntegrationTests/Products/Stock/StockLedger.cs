using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Products.Services.Stock;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products.Stock;

/// <summary>Helpers for tests of the ledger of stock.</summary>
internal static class StockLedger
{
    /// <summary>Every figure is the sum of its movements, and every balance follows from the one before.</summary>
    public static async Task AssertBalancedAsync(this ShopFixture shop)
    {
        Assert.Empty(await shop.FaultsAsync());
        // The same without closing balances.
        Assert.Equal(0L, await shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM product_stock s
            WHERE s.quantity <> (SELECT sum(m.quantity) FROM stock_movements m WHERE m.product_id = s.product_id)
                OR s.last_movement_id <> (SELECT max(m.id) FROM stock_movements m WHERE m.product_id = s.product_id)
                OR s.quantity < -s.backorder_limit
            """));
    }

    /// <summary>What the audit of the ledger finds.</summary>
    public static async Task<IReadOnlyList<StockFault>> FaultsAsync(this ShopFixture shop)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStockAudit>().FindFaultsAsync(CancellationToken.None);
    }

    /// <summary>A product's movements, the oldest first.</summary>
    public static async Task<List<JsonElement>> MovementsAsync(this Admin admin, long productId) =>
        [.. (await admin.ReadAsync($"/products/{productId}/stock/movements?limit=100")).Items().Reverse()];

    /// <summary>Movements as text: reason, quantity and balance.</summary>
    public static IEnumerable<string> Lines(this IEnumerable<JsonElement> movements) => movements.Select(
        m => $"{m.Text("reason")} {m.Count("quantity")} {m.Count("balance")}");

    public static Task<HttpResponseMessage> MoveAsync(
        this Admin admin, long productId, string reason, int quantity, string? note = null, string? key = null) =>
        admin.PostAsync($"/products/{productId}/stock/movements", new { reason, quantity, note }, key);

    /// <summary>Changes how the product may be sold.</summary>
    public static async Task<JsonElement> SetTermsAsync(this Admin admin, long productId, object terms) =>
        await (await admin.PatchAsync($"/products/{productId}", terms)).ShouldBeAsync(HttpStatusCode.OK);
}
