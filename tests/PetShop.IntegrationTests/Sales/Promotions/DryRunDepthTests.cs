using System.Text.Json;
using static PetShop.IntegrationTests.Sales.Promotions.PromotionSteps;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>How many orders a dry run looks at.</summary>
public sealed class DryRunDepthTests : ShopTest
{
    private const int Depth = 100;

    [Fact]
    public async Task It_looks_at_exactly_the_last_hundred_orders_that_were_not_cancelled()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 10m);
        var oldest = (await (await Shop.SignUpAsync()).OrderAsync((ball, 1))).Id();
        // After it, 150 orders, of which every third was cancelled: 100 are left.
        var live = await CopyAsync(oldest, 150);
        Assert.Equal(Depth, live.Length);
        await ShouldLookAtAsync(live);
        Assert.Equal((Depth, 0), await FirstOrdersAsync());     // the customer's first order is older than these
        // One of them is cancelled: the older order takes its place.
        await CancelAsync(live[^40..^39]);
        await ShouldLookAtAsync([oldest, .. live[..^40], .. live[^39..]]);
        Assert.Equal((Depth, 1), await FirstOrdersAsync());
        // A new order takes the place of the oldest.
        var newest = live[^1] + 2;
        await InsertAsync(oldest, newest - oldest, "Delivered");
        await ShouldLookAtAsync([.. live[..^40], .. live[^39..], newest]);
        // Fewer orders than that: all of them.
        await CancelAsync(live[3..]);
        await ShouldLookAtAsync([oldest, .. live[..3], newest]);
        await CancelAsync([oldest, newest, .. live]);
        await ShouldLookAtAsync([]);
    }

    /// <summary>Each order costs 10.00.</summary>
    /// <param name="orders">The oldest first.</param>
    private async Task ShouldLookAtAsync(long[] orders)
    {
        var run = await RunAsync(new { name = "Tenth", discount = TenPercent, dry_run = true });
        Assert.Equal((orders.Length, orders.Length, orders.Length * 1.00m),
            (run.Count("orders_checked"), run.Count("orders_affected"), run.Money("total_discount")));
        Assert.Equal(orders.Reverse(),
            run.GetProperty("orders").EnumerateArray().Select(order => order.Id("order_id")));
    }

    private async Task<(int Checked, int Affected)> FirstOrdersAsync()
    {
        var run = await RunAsync(
            new { name = "First", discount = TenPercent, first_order_only = true, dry_run = true });
        return (run.Count("orders_checked"), run.Count("orders_affected"));
    }

    private async Task<JsonElement> RunAsync(object promotion) =>
        await (await (await Shop.AdminAsync()).PostAsync(Url, promotion)).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>Later orders like this one; every third was cancelled.</summary>
    /// <returns>Those that were not, the oldest first.</returns>
    private async Task<long[]> CopyAsync(long order, int count)
    {
        for (var n = 1; n <= count; n++)
            await InsertAsync(order, n, n % 3 == 0 ? "Cancelled" : n % 2 == 0 ? "Pending" : "Delivered");
        return [.. Enumerable.Range(1, count).Where(n => n % 3 != 0).Select(n => order + n)];
    }

    private Task InsertAsync(long order, long after, string status) => Shop.Database.ExecuteAsync("""
        WITH copied AS (
            INSERT INTO orders SELECT (jsonb_populate_record(
                o, jsonb_build_object('id', o.id + $2, 'status', $3::text))).* FROM orders o WHERE o.id = $1)
        INSERT INTO order_lines SELECT (jsonb_populate_record(l, jsonb_build_object('order_id', l.order_id + $2))).*
            FROM order_lines l WHERE l.order_id = $1
        """, order, after, status);

    private Task CancelAsync(long[] orders) =>
        Shop.Database.ExecuteAsync("UPDATE orders SET status = 'Cancelled' WHERE id = ANY ($1)", orders);
}
