using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Sales.Services.Deadlines;
using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>Orders that are not paid in time give the uses of their promotions back.</summary>
public sealed class DeadlinePromotionTests : ShopTest
{
    private const string Code = "ONCE";
    private const string OfCode = "code:" + Code;

    [Fact]
    public async Task Every_counter_is_given_back_once_and_another_customer_can_use_the_code()
    {
        var promotion = await AddAsync(maxUses: 1, perCustomer: 1, ofCode: 1);
        var ball = await Shop.Catalogue.AddProductAsync(price: 10m);
        var (buyer, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        await PlaceAsync(buyer, ball);
        Assert.Equal((1, 1, 1), await UsesAsync(promotion, buyer));
        await (await BuyAsync(other, ball)).ShouldRejectFieldAsync("promotion_codes[0]");
        await MissAsync();
        for (var run = 0; run < 2; run++)
        {
            await RunAsync(Shop.Node);
            Assert.Equal((0, 0, 0), await UsesAsync(promotion, buyer));
            await Shop.ShouldAgreeAsync();
        }
        Assert.Equal(1L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM promotion_uses WHERE released_at IS NOT NULL"));
        Assert.Equal("cancelled", Assert.Single(await buyer.OrdersAsync()).Text("status"));
        Assert.Equal(9.00m, (await PlaceAsync(other, ball)).Money("total_amount"));
        Assert.Equal((1, 1, 1), await UsesAsync(promotion, other));
        await (await BuyAsync(buyer, ball)).ShouldRejectFieldAsync("promotion_codes[0]");
    }

    [Fact]
    public async Task Jobs_at_once_on_two_nodes_give_each_use_back_once()
    {
        const int Customers = 4, Unpaid = 2, Limit = Customers * (Unpaid + 1);
        var promotion = await AddAsync(Limit, perCustomer: Unpaid + 1, ofCode: Limit);
        var (ball, node) = (await Shop.Catalogue.AddProductAsync(stock: 100, price: 10m), Shop.StartNode());
        var (admin, buyers) = (await Shop.AdminAsync(), new List<Buyer>());
        for (var i = 0; i < Customers; i++)
        {
            buyers.Add(await Shop.SignUpAsync());
            await admin.PayAsync((await PlaceAsync(buyers[i], ball)).Id("invoice_id"));
            for (var order = 0; order < Unpaid; order++)
                await PlaceAsync(buyers[i], ball);
        }
        var late = await Shop.SignUpAsync();
        await (await BuyAsync(late, ball)).ShouldRejectFieldAsync("promotion_codes[0]");
        await MissAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => RunAsync(i % 2 == 0 ? Shop.Node : node))));
        // The paid orders stay: a use that was given back twice would be missing here.
        foreach (var buyer in buyers)
            Assert.Equal((Customers, 1, Customers), await UsesAsync(promotion, buyer));
        await Shop.ShouldAgreeAsync();
        var others = new[] { late, await Shop.SignUpAsync(), await Shop.SignUpAsync() };
        for (var i = 0; i < Customers * Unpaid; i++)
            await PlaceAsync(others[i % others.Length], ball);
        await (await BuyAsync(others[^1], ball)).ShouldRejectFieldAsync("promotion_codes[0]");
        await Shop.ShouldAgreeAsync();
    }

    [Fact]
    public async Task A_guest_gives_back_the_uses_of_the_e_mail_address()
    {
        var promotion = await AddAsync(maxUses: 1, perCustomer: 1, ofCode: 1);
        var ball = await Shop.Catalogue.AddProductAsync(price: 10m);
        var guest = await Guest.BeginAsync(Shop.Node);
        await (await GuestBuysAsync()).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(3L, await TakenAsync());
        await (await GuestBuysAsync()).ShouldRejectFieldAsync("promotion_codes[0]");
        await MissAsync();
        await RunAsync(Shop.Node);
        Assert.Equal(0L, await TakenAsync());
        await Shop.ShouldAgreeAsync();
        await (await GuestBuysAsync()).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(3L, await TakenAsync());

        Task<HttpResponseMessage> GuestBuysAsync() => guest.CheckOutAsync(lines: [(ball, 1)], codes: [Code]);

        Task<long> TakenAsync() => Shop.Database.ReadAsync<long>(
            "SELECT coalesce(sum(uses), 0)::bigint FROM promotion_counters WHERE promotion_id = $1", promotion);
    }

    /// <summary>10 % off with a code that has a limit of its own.</summary>
    private async Task<long> AddAsync(int maxUses, int perCustomer, int ofCode)
    {
        var promotion = await Shop.AddCodeAsync("BASE", maxUses, perCustomer);
        await (await (await Shop.AdminAsync()).PostAsync($"{PromotionSteps.Url}/{promotion}/codes",
            new { codes = new[] { Code }, max_uses = ofCode })).ShouldBeAsync(HttpStatusCode.Created);
        return promotion;
    }

    private async Task<(int Total, int OfCustomer, int OfCode)> UsesAsync(long promotion, Buyer buyer) => (
        await Shop.UsesAsync(promotion, "total"), await Shop.UsesAsync(promotion, $"user:{buyer.UserId}"),
        await Shop.UsesAsync(promotion, OfCode));

    private static async Task<JsonElement> PlaceAsync(Buyer buyer, long product) =>
        (await (await BuyAsync(buyer, product)).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");

    private static Task<HttpResponseMessage> BuyAsync(Buyer buyer, long product) =>
        buyer.PostAsync("/sales/orders", new
        {
            items = new[] { new { product_id = product, quantity = 1 } },
            shipping_address = SalesSteps.Address,
            promotion_codes = new[] { Code },
        });

    /// <summary>The deadlines of all orders pass.</summary>
    private Task MissAsync() => Shop.Database.ExecuteAsync("""
        UPDATE orders SET pay_by = now() - interval '1 minute' WHERE pay_by IS NOT NULL;
        UPDATE unpaid_orders SET pay_by = now() - interval '1 minute' WHERE pay_by IS NOT NULL
        """);

    private static async Task RunAsync(ShopNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PaymentDeadlineJob>().RunAsync(CancellationToken.None);
    }
}
