using System.Globalization;
using System.Text.Json;
using PetShop.IntegrationTests.Products.Stock;

namespace PetShop.IntegrationTests.Sales.Edits;

/// <summary>Helpers for edits of orders.</summary>
internal static class EditSteps
{
    public static object Goods(params (long ProductId, int Quantity)[] lines) => new
    {
        items = lines.Select(line => new { product_id = line.ProductId, quantity = line.Quantity }).ToArray(),
    };

    /// <summary>Cancels units of an order.</summary>
    public static Task<HttpResponseMessage> CancelUnitsAsync(
        this ShopCaller caller, long order, params (long ProductId, int Quantity)[] lines) =>
        caller.PostAsync($"/sales/orders/{order}/cancel", Goods(lines));

    /// <summary>Sets how many units an order has.</summary>
    public static Task<HttpResponseMessage> EditAsync(
        this ShopCaller caller, long order, params (long ProductId, int Quantity)[] lines) =>
        caller.PostAsync($"/sales/orders/{order}/edits", Goods(lines));

    /// <summary>Shows what an edit would do.</summary>
    public static async Task<JsonElement> DryRunAsync(
        this ShopCaller caller, long order, params (long ProductId, int Quantity)[] lines) =>
        await (await caller.PostAsync($"/sales/orders/{order}/edits", new
        {
            items = lines.Select(line => new { product_id = line.ProductId, quantity = line.Quantity }).ToArray(),
            dry_run = true,
        })).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>The items of an order: units, price and total of each.</summary>
    public static IEnumerable<string> ItemLines(this JsonElement order) => order.Items().Select(item =>
        string.Create(CultureInfo.InvariantCulture,
            $"{item.Count("quantity")} × {item.Money("price")} = {item.Money("total")}"));

    /// <summary>
    /// Every figure of the stock is the sum of its movements. The movements of each order sum to the units on it, and
    /// to nothing once it is cancelled. Each order that goes on has at most one valid invoice, for its total.
    /// </summary>
    public static async Task OrdersShouldAgreeAsync(this ShopFixture shop)
    {
        await shop.AssertBalancedAsync();
        Assert.Equal(0L, await shop.Database.ReadAsync<long>("""
            WITH ordered AS (
                SELECT l.order_id, l.product_id, sum(l.quantity) AS units FROM order_lines l
                JOIN orders o ON o.id = l.order_id WHERE o.status <> 'Cancelled' GROUP BY l.order_id, l.product_id),
            moved AS (
                SELECT m.reference_id AS order_id, m.product_id, -sum(m.quantity) AS units FROM stock_movements m
                WHERE m.reason IN ('Sold', 'Released') GROUP BY m.reference_id, m.product_id)
            SELECT count(*) FROM ordered FULL JOIN moved USING (order_id, product_id)
            WHERE coalesce(ordered.units, 0) <> coalesce(moved.units, 0)
            """));
        Assert.Equal(0L, await shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM orders o WHERE o.status <> 'Cancelled' AND ARRAY[o.total_amount] <> ARRAY(
                SELECT i.total_amount FROM invoices i WHERE i.order_id = o.id AND i.status <> 'Void')
            """));
        Assert.Equal(0L, await shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM orders o JOIN unpaid_orders u ON u.order_id = o.id AND u.cancelled_at IS NULL
            WHERE u.units <> (SELECT sum(l.quantity) FROM order_lines l WHERE l.order_id = o.id)
                OR u.pay_by IS DISTINCT FROM o.pay_by
            """));
    }
}
