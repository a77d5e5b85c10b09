using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.IntegrationTests.Core.Database;
using static PetShop.IntegrationTests.Sales.Promotions.PromotionSteps;

namespace PetShop.IntegrationTests.Sales.Promotions;

/// <summary>Limits of promotions and codes under concurrency.</summary>
public sealed class PromotionLimitTests : ShopTest
{
    [Fact]
    public async Task A_code_limited_to_100_is_used_exactly_100_times_by_500_orders_at_once()
    {
        var admin = await Shop.AdminAsync();
        var id = await Shop.AddCodeAsync("OTHER");
        await (await admin.PostAsync($"{Url}/{id}/codes", new { codes = new[] { "ONLY100" }, max_uses = 100 }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var orders = await Shop.OrdersAsync(500);
        var taken = await orders.TakeAllAsync(order => Shop.TakeAsync(order, order, (id, "ONLY100")));
        Assert.Equal(100, taken);
        Assert.Equal(100, await Shop.UsesAsync(id, "code:ONLY100"));
        Assert.Equal(100, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotion_uses"));
    }

    [Fact]
    public async Task Limits_in_total_and_per_customer_hold_for_orders_at_once()
    {
        var id = await Shop.AddCodeAsync("TWICE", maxUses: 5, perCustomer: 2);
        var orders = await Shop.OrdersAsync(60);
        var taken = await orders.TakeAllAsync(order => Shop.TakeAsync(order, order % 3, (id, "TWICE")));
        Assert.Equal(5, taken);
        foreach (var customer in new[] { 0, 1, 2 })
            Assert.InRange(await Shop.UsesAsync(id, $"user:{customer}"), 1, 2);
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_refusal_names_each_promotion_and_which_limit_was_reached()
    {
        var admin = await Shop.AdminAsync();
        var (total, customer) =
            (await Shop.AddCodeAsync("TOTAL", maxUses: 1), await Shop.AddCodeAsync("EACH", perCustomer: 1));
        var (code, gone) = (await Shop.AddCodeAsync("BASE"), await Shop.AddCodeAsync("GONE"));
        await (await admin.PostAsync($"{Url}/{code}/codes", new { codes = new[] { "Once" }, max_uses = 1 }))
            .ShouldBeAsync(HttpStatusCode.Created);
        var orders = await Shop.OrdersAsync(3);
        (long, string?)[] all = [(total, "TOTAL"), (customer, "EACH"), (code, "Once"), (gone, "GONE")];
        Assert.Null(await Shop.TakeAsync(orders[0], 7, all));
        await (await admin.DeleteAsync($"{Url}/{gone}/codes/gone")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(
            [
                Used(total, "TOTAL", UsedUpReason.Total), Used(customer, "EACH", UsedUpReason.Customer),
                Used(code, "Once", UsedUpReason.Code), Used(gone, "GONE", UsedUpReason.Withdrawn),
            ], await Shop.TakeAsync(orders[1], 7, all));
        Assert.Equal(4, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotion_uses"));
        await Shop.ChangeAsync(customer, new { active = false });
        Assert.Equal([Used(customer, "EACH", UsedUpReason.Withdrawn)],
            await Shop.TakeAsync(orders[2], 8, (customer, "EACH")));
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_uses_back_once_however_often_it_is_cancelled()
    {
        var id = await Shop.AddCodeAsync("BACK", maxUses: 9, perCustomer: 9);
        var (buyer, ball) = (await Shop.SignUpAsync(), await Shop.Catalogue.AddProductAsync());
        var (kept, cancelled) = (await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)));
        Assert.Null(await Shop.TakeAsync(kept.Id(), buyer.UserId, (id, "BACK")));
        Assert.Null(await Shop.TakeAsync(cancelled.Id(), buyer.UserId, (id, "BACK")));
        Assert.Equal(2, await Shop.UsesAsync(id, "total"));
        await SalesSteps.AtOnceAsync(5, _ => buyer.PostAsync($"/sales/orders/{cancelled.Id()}/cancel"));
        Assert.Equal(1, await Shop.UsesAsync(id, "total"));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Shop.ReleaseAsync(cancelled.Id()))));
        Assert.Equal(1, await Shop.UsesAsync(id, "total"));
        Assert.Equal(1, await Shop.UsesAsync(id, $"user:{buyer.UserId}"));
        Assert.Equal(1, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM promotion_uses WHERE released_at IS NOT NULL AND order_id = $1", cancelled.Id()));
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_promotion_without_limits_has_no_counter_that_orders_wait_for()
    {
        var id = await Shop.AddCodeAsync("FREE");
        Assert.Null(await Shop.TakeAsync((await Shop.OrdersAsync(1))[0], 7, (id, "FREE")));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotion_counters"));
    }

    [Fact]
    public async Task A_changed_limit_holds_at_once_and_a_new_one_counts_earlier_uses()
    {
        var id = await Shop.AddCodeAsync("LATE");
        var orders = await Shop.OrdersAsync(9);
        foreach (var order in orders[..3])
            Assert.Null(await Shop.TakeAsync(order, 7, (id, "LATE")));
        await Shop.ChangeAsync(id, new { max_uses = 4 });
        Assert.Null(await Shop.TakeAsync(orders[3], 7, (id, "LATE")));
        Assert.NotNull(await Shop.TakeAsync(orders[4], 7, (id, "LATE")));
        await Shop.ChangeAsync(id, new { max_uses = 5, max_uses_per_customer = 4 });
        Assert.Equal(UsedUpReason.Customer, (await Shop.TakeAsync(orders[5], 7, (id, "LATE")))![0].Reason);
        Assert.Null(await Shop.TakeAsync(orders[6], 8, (id, "LATE")));
        await Shop.ShouldAgreeAsync();
        await Shop.ChangeAsync(id, new { max_uses = 2 });       // fewer than the uses
        Assert.NotNull(await Shop.TakeAsync(orders[7], 9, (id, "LATE")));
        await Shop.ChangeAsync(id, new { max_uses = (int?)null, max_uses_per_customer = (int?)null });
        Assert.Null(await Shop.TakeAsync(orders[7], 7, (id, "LATE")));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM promotion_counters"));
        await Shop.ChangeAsync(id, new { first_order_only = true });
        Assert.Equal(UsedUpReason.Customer, (await Shop.TakeAsync(orders[8], 7, (id, "LATE")))![0].Reason);
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Counters_agree_with_the_uses_whatever_admins_change_meanwhile()
    {
        var id = await Shop.AddCodeAsync("BUSY", maxUses: 1_000);
        var orders = await Shop.OrdersAsync(300);
        var taking = orders.TakeAllAsync(order => Shop.TakeAsync(order, order % 5, (id, "BUSY")));
        for (var i = 0; i < 4 || !taking.IsCompleted; i++)
        {
            int? total = i % 2 == 0 ? null : 1_000;
            int? each = i % 4 < 2 ? 1_000 : null;
            await Shop.ChangeAsync(id, new { max_uses = total, max_uses_per_customer = each });
            await Shop.ShouldAgreeAsync();
        }
        Assert.Equal(300, await taking);
    }

    [Fact]
    public async Task A_code_that_is_added_again_goes_on_counting()
    {
        var admin = await Shop.AdminAsync();
        var id = await Shop.AddCodeAsync("AGAIN");
        var orders = await Shop.OrdersAsync(3);
        Assert.Null(await Shop.TakeAsync(orders[0], 7, (id, "AGAIN")));
        await (await admin.DeleteAsync($"{Url}/{id}/codes/again")).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.PostAsync($"{Url}/{id}/codes", new { codes = new[] { "again" }, max_uses = 2 }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.Null(await Shop.TakeAsync(orders[1], 8, (id, "again")));
        Assert.Equal(UsedUpReason.Code, (await Shop.TakeAsync(orders[2], 9, (id, "again")))![0].Reason);
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_use_that_is_given_back_while_its_code_is_added_again_is_not_counted()
    {
        var admin = await Shop.AdminAsync();
        var id = await Shop.AddCodeAsync("AGAIN");
        var orders = await Shop.OrdersAsync(1);
        Assert.Null(await Shop.TakeAsync(orders[0], 7, (id, "AGAIN")));
        await (await admin.DeleteAsync($"{Url}/{id}/codes/again")).ShouldBeAsync(HttpStatusCode.NoContent);
        Task<HttpResponseMessage> adding;
        // A cancellation under way: it has locked the promotion and released the use, but not committed.
        await using (await Shop.Database.OpenTransactionAsync(
            $"SELECT FROM promotions WHERE id = {id} FOR KEY SHARE",
            $"UPDATE promotion_uses SET released_at = now() WHERE order_id = {orders[0]}"))
        {
            adding = admin.PostAsync($"{Url}/{id}/codes", new { codes = new[] { "again" }, max_uses = 2 });
            await Task.WhenAny(adding, Shop.Database.WaitersAsync(1));
        }
        await (await adding).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(0, await Shop.UsesAsync(id, "code:AGAIN"));
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Orders_with_the_same_promotions_in_another_order_do_not_deadlock()
    {
        var (a, b) = (await Shop.AddCodeAsync("AAA", maxUses: 1_000), await Shop.AddCodeAsync("BBB", maxUses: 1_000));
        var orders = await Shop.OrdersAsync(60);
        var taken = await orders.TakeAllAsync(order => order % 2 == 0
            ? Shop.TakeAsync(order, 7, (a, "AAA"), (b, "BBB")) : Shop.TakeAsync(order, 7, (b, "BBB"), (a, "AAA")));
        Assert.Equal(60, taken);
        Assert.DoesNotContain(Shop.Node.Log.Lines,
            line => line.Contains("conflicted with another transaction", StringComparison.Ordinal));
    }

    private static UsedUpPromotion Used(long promotion, string code, UsedUpReason reason) =>
        new() { PromotionId = promotion, Code = code, Reason = reason };
}
