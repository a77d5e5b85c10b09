using System.Text.Json;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Sales.Credits;

public sealed class CreditConcurrencyTests : CreditTest
{
    [Fact]
    public async Task Fifty_orders_that_one_card_pays_at_once_on_two_nodes_never_take_more_than_it_has()
    {
        var (id, code) = await CardAsync(105);
        var ball = await Shop.Catalogue.AddProductAsync(price: 10, stock: 1_000);
        var (buyer, other) = ((await Shop.SignUpAsync()).At(Till), Shop.StartNode());
        var orders = new List<JsonElement>();
        for (var i = 0; i < 50; i++)
            orders.Add(await buyer.OrderAsync((ball, 2)));
        var answers = await SalesSteps.AtOnceAsync(
            50, i => TryRedeemAsync(i % 2 == 0 ? buyer : buyer.At(other), orders[i], code));
        Assert.Equal(6, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(44, answers.CountOf(HttpStatusCode.Conflict));
        Assert.Equal(0m, await BalanceAsync(id));
        Assert.Equal(105m, await Shop.Database.ReadAsync<decimal>("SELECT sum(captured_amount) FROM payments"));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Refunds_to_the_account_at_once_make_one_credit_and_never_exceed_the_payment()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var answers = await SalesSteps.AtOnceAsync(50, _ => admin.PostAsync(
            $"/sales/orders/{order.Id()}/refunds", new { amount = 1.5m, to = "store_credit" }));
        Assert.Equal(13, answers.CountOf(HttpStatusCode.Created));
        var credit = Assert.Single((await buyer.ReadAsync(Credits)).Items());
        Assert.Equal(19.5m, credit.Money("balance"));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Of_closing_an_account_and_adding_to_its_credit_at_once_no_money_is_lost()
    {
        var admin = (await Shop.AdminAsync()).At(Till);
        var buyers = new List<(Buyer Buyer, long Credit)>();
        for (var i = 0; i < 12; i++)
        {
            var buyer = await Shop.SignUpAsync();
            var credit = await CreditAsync(buyer, 5);
            await (await admin.PostAsync($"{Credits}/{credit}/adjustments", new { amount = -5m, reason = "Spent" }))
                .ShouldBeAsync(HttpStatusCode.OK);
            buyers.Add((buyer, credit));
        }
        var answers = await SalesSteps.AtOnceAsync(24, i => i % 2 == 0
            ? buyers[i / 2].Buyer.DeleteAsync($"/auth/users/{buyers[i / 2].Buyer.UserId}")
            : admin.PostAsync($"{Credits}/{buyers[i / 2].Credit}/adjustments", new { amount = 5m, reason = "Sorry" }));
        Assert.All(answers.Chunk(2), pair => Assert.True(
            (pair[0].StatusCode, pair[1].StatusCode) is (HttpStatusCode.NoContent, HttpStatusCode.Conflict)
                or (HttpStatusCode.Conflict, HttpStatusCode.OK), $"{pair[0].StatusCode}, {pair[1].StatusCode}"));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM store_credits c JOIN users u ON u.id = c.user_id
            WHERE c.balance > 0 AND u.closed_at IS NOT NULL
            """));
        await CheckLedgerAsync();
    }

    /// <summary>
    /// Two gift cards and a card pay several orders, which are refunded and cancelled meanwhile, in an order that the
    /// seed decides. Whatever wins, every cent is on a gift card, at the provider or in an order.
    /// </summary>
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public async Task Credit_cards_refunds_and_cancellations_in_any_order_add_up(int quarter)
    {
        await ListenAsync();
        var cards = new[] { await CardAsync(400), await CardAsync(400) };
        for (var seed = quarter * 15; seed < (quarter + 1) * 15; seed++)
            await ShuffleAsync(new Random(seed), cards);
        await Simulator.ControlAsync(HttpMethod.Delete, "faults");
        await Eventually.TrueAsync(async () =>
        {
            await WorkAsync();
            return await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items") == 0;
        }, "everything is settled");
        await CheckLedgerAsync();
        await RequireThatItHappenedAsync();
        var (captured, refunded) = await AtProviderAsync();
        Assert.Equal(captured - refunded, await Shop.Database.ReadAsync<decimal>("""
            SELECT coalesce(sum(captured_amount), 0) - coalesce((SELECT sum(t.amount) FROM refund_transfers t
                JOIN payments p ON p.order_id = t.order_id AND p.number = t.payment_number
                WHERE p.provider = 'stripe' AND t.store_credit_id IS NULL AND t.status <> 'Failed'), 0)
            FROM payments WHERE provider = 'stripe'
            """));
        // What is gone from the cards is what orders keep of them.
        Assert.Equal(800m - await Shop.Database.ReadAsync<decimal>(
                "SELECT sum(balance) FROM store_credits WHERE kind = 'GiftCard'"),
            await Shop.Database.ReadAsync<decimal>("""
                SELECT coalesce(sum(p.captured_amount), 0) - coalesce((SELECT sum(t.amount) FROM refund_transfers t
                    JOIN store_credits c ON c.id = t.store_credit_id WHERE c.kind = 'GiftCard'), 0)
                FROM payments p WHERE method = 'StoreCredit'
                """));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM orders o WHERE status = 'Cancelled' AND 0 <> (
                SELECT coalesce(sum(captured_amount - refunded_amount), 0) FROM payments p WHERE p.order_id = o.id)
            """));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("""
            SELECT count(*) FROM orders o WHERE total_amount < (
                SELECT coalesce(sum(captured_amount - refunded_amount), 0) FROM payments p WHERE p.order_id = o.id)
            """));
    }

    /// <summary>Otherwise, nothing would add up to nothing.</summary>
    private async Task RequireThatItHappenedAsync()
    {
        foreach (var rows in new[]
        {
            "store_credit_movements WHERE kind = 'Redeemed'", "store_credit_movements WHERE kind = 'Refunded'",
            "payments WHERE provider = 'stripe' AND captured_amount > 0",
            "refund_transfers WHERE store_credit_id IS NULL", "orders WHERE status = 'Cancelled'",
            "store_credits WHERE kind = 'Account' AND balance > 0",
        })
            Assert.True(await Shop.Database.ReadAsync<long>("SELECT count(*) FROM " + rows) > 0, rows);
    }

    private async Task ShuffleAsync(Random random, (long Id, string Code)[] cards)
    {
        var (buyer, admin, one) = await OrderAsync();
        var two = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 10), 2));
        var faults = new[] { "webhook_twice", "webhook_late", "webhook_reversed", "webhook_before_answer" };
        await Simulator.OrderAsync(new
        {
            kind = faults[random.Next(faults.Length)], times = 2, delay_ms = random.Next(1, 30),
        });
        var (steps, later) = (new List<Func<Task>> { () => WorkAsync() }, new List<Func<Task>> { () => WorkAsync() });
        foreach (var order in new[] { one, two })
        {
            steps.Add(() => TryRedeemAsync(buyer, order, cards[0].Code, 7m));
            steps.Add(() => TryRedeemAsync(buyer, order, cards[1].Code, 8m));
            steps.Add(() => TryPayAsync(buyer, order));
            for (var wave = 0; wave < 2; wave++)
                (wave == 0 ? steps : later).Add(() => admin.PostAsync($"/sales/orders/{order.Id()}/refunds",
                    new { amount = 3m, to = order.Id() == one.Id() ? "original" : "store_credit" }));
            if (random.Next(4) is var when && when < 2)
                (when == 0 ? steps : later).Add(() => buyer.PostAsync($"/sales/orders/{order.Id()}/cancel"));
        }
        await RunAtOnceAsync(random, steps);
        await RunAtOnceAsync(random, later);
    }

    private static async Task RunAtOnceAsync(Random random, List<Func<Task>> steps)
    {
        var shuffled = steps.ToArray();
        random.Shuffle(shuffled);
        await Task.WhenAll(shuffled.Select(step => Task.Run(async () =>
        {
            var running = step();
            await running;
            if (running is Task<HttpResponseMessage> answer)
                Assert.NotEqual(HttpStatusCode.InternalServerError, (await answer).StatusCode);
        })));
    }
}
