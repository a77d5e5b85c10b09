using System.Text.Json;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Sales.Payments;

public sealed class PaymentConcurrencyTests : PaymentTest
{
    [Fact]
    public async Task Two_tabs_that_pay_at_once_charge_once()
    {
        var (buyer, _, order) = await OrderAsync();
        await Simulator.OrderAsync(new { kind = "latency", delay_ms = 300 });
        var answers = await SalesSteps.AtOnceAsync(8, _ => TryPayAsync(buyer, order));
        Assert.Equal(1, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(7, answers.CountOf(HttpStatusCode.Conflict));
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task One_key_fifty_times_at_once_charges_once()
    {
        var (buyer, _, order) = await OrderAsync();
        var path = $"/sales/orders/{order.Id()}/payments";
        await Simulator.OrderAsync(new { kind = "latency", delay_ms = 300, operation = "create" });
        var answers = await SalesSteps.AtOnceAsync(
            50, _ => buyer.PostAsync(path, new { method = "card", card_id = Visa }, "once"));
        Assert.All(answers, answer => Assert.True(
            answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        var bodies = new HashSet<string>();
        foreach (var answer in answers.Where(answer => answer.StatusCode == HttpStatusCode.Created))
            bodies.Add(await answer.Content.ReadAsStringAsync());
        Assert.Contains("\"status\":\"captured\"", Assert.Single(bodies), StringComparison.Ordinal);
        var again = await buyer.PostAsync(path, new { method = "card", card_id = Visa }, "once");
        Assert.Contains(await again.Content.ReadAsStringAsync(), bodies);
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    /// <summary>
    /// Pays, repeats, pays again, cancels and listens to messages that come twice, late, reversed or before the answer,
    /// all at once, in an order that the seed decides. Whatever wins, the money is where the books say.
    /// </summary>
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public async Task Payments_messages_and_repetitions_in_any_order_add_up(int quarter)
    {
        await ListenAsync();
        for (var seed = quarter * 50; seed < (quarter + 1) * 50; seed++)
            await ShuffleAsync(new Random(seed));
        await Simulator.ControlAsync(HttpMethod.Delete, "faults");
        await Eventually.TrueAsync(async () =>
        {
            await WorkAsync();
            return await IsSettledAsync();
        }, "everything is settled");
        var rows = (await Simulator.ControlAsync(HttpMethod.Get, "reconciliation")).GetProperty("payments");
        var kept = rows.EnumerateArray().GroupBy(row => row.GetProperty("metadata").Text("petshop_order"))
            .Select(of => (Order: long.Parse(of.Key, System.Globalization.CultureInfo.InvariantCulture),
                Kept: of.Sum(row => row.GetProperty("captured").GetInt64() - row.GetProperty("refunded").GetInt64())));
        var admin = (await Shop.AdminAsync()).At(Till);
        foreach (var (order, cents) in kept)
        {
            var books = await admin.ReadAsync($"/sales/orders/{order}/payments");
            Assert.Equal(cents / 100m, books.Money("captured_amount") - books.Money("refunded_amount"));
            Assert.Equal(books.Money("total_amount"), cents / 100m);
            Assert.Single((await admin.ReadAsync($"/sales/invoices?order_id={order}")).Items());
        }
        Assert.Equal(await Shop.Database.ReadAsync<long>(
            "SELECT count(DISTINCT order_id) FROM payments WHERE reference IS NOT NULL"), kept.Count());
    }

    private async Task ShuffleAsync(Random random)
    {
        var (buyer, _, order) = await OrderAsync();
        var faults = new[] { "webhook_twice", "webhook_late", "webhook_reversed", "webhook_before_answer" };
        await Simulator.OrderAsync(new
        {
            kind = faults[random.Next(faults.Length)], times = 2, delay_ms = random.Next(1, 30),
        });
        var path = $"/sales/orders/{order.Id()}/payments";
        var steps = new List<Func<Task>>
        {
            () => buyer.PostAsync(path, new { method = "card", card_id = Visa }, "one"),
            () => buyer.PostAsync(path, new { method = "card", card_id = Visa }, "one"),
            () => TryPayAsync(buyer, order),
            () => WorkAsync(),
        };
        if (random.Next(3) == 0)
            steps.Add(() => buyer.PostAsync($"/sales/orders/{order.Id()}/cancel"));
        var shuffled = steps.ToArray();
        random.Shuffle(shuffled);
        await Task.WhenAll(shuffled.Select(step => Task.Run(step)));
        if ((await PaymentsAsync(buyer, order)).Items().Count == 0
            && await buyer.StatusAsync($"/sales/orders/{order.Id()}") == "pending")
            await PayAsync(buyer, order);
    }

    private async Task<bool> IsSettledAsync() =>
        await Shop.Database.ReadAsync<long>("SELECT count(*) FROM work_items") == 0
        && (await Simulator.ControlAsync(HttpMethod.Get, "deliveries")).EnumerateArray().All(Delivered);

    private static bool Delivered(JsonElement delivery) => delivery.Text("state") == "Delivered";
}
