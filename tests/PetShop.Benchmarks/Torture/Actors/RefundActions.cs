using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>
/// What admins do with payments, refunds and store credit. The key of each request is also its note, so that it can be
/// seen afterwards that no key had two effects.
/// </summary>
internal static class RefundActions
{
    public static readonly IReadOnlyList<ActorAction<Admin>> All =
    [
        new("capture payments", 8, CaptureAsync),
        new("cancel a payment", 2, CancelAsync),
        new("record a payment", 3, RecordAsync),
        new("give money back", 10, GiveBackAsync),
        new("issue a gift card", 6, admin => IssueAsync(admin, user_id: null)),
        new("issue credit", 4, IssueToCustomersAsync),
        new("adjust credit", 3, AdjustAsync),
        new("block credit", 1, BlockAsync),
        new("decide on transfers", 4, DecideOnTransfersAsync),
    ];

    private static async Task CaptureAsync(Admin admin)
    {
        foreach (var payment in await admin.SomeOfAsync("sales/payments?status=authorised&limit=60", 6))
        {
            object body = admin.Random.Next(5) == 0
                ? new { amount = PartOf(admin, payment, "amount") } : new { };
            await admin.InsistAsync("capture", PathOf(payment) + "/capture", body, admin.NewKey("capture"), _ => { });
        }
    }

    private static async Task CancelAsync(Admin admin)
    {
        var status = admin.Random.Next(2) == 0 ? "authorised" : "requires_action";
        foreach (var payment in await admin.SomeOfAsync($"sales/payments?status={status}&limit=40", 1))
            await admin.InsistAsync(
                "cancel a payment", PathOf(payment) + "/cancel", new { }, admin.NewKey("release"), _ => { });
    }

    /// <summary>A transfer arrives, perhaps too late or too much.</summary>
    private static async Task RecordAsync(Admin admin)
    {
        var status = admin.Random.Next(4) == 0 ? "cancelled" : "pending";
        foreach (var order in await admin.SomeOfAsync($"sales/orders?status={status}&limit=40", 1))
        {
            var key = admin.NewKey("record");
            var amount = Math.Max(0.01m, Math.Round(
                order.GetProperty("total_amount").GetDecimal() * admin.Random.Next(20, 140) / 100, 2));
            await admin.InsistAsync("record a payment", Bill.Of(Id(order)).Payments,
                new { method = "bank_transfer", amount, note = key }, key, answer =>
                {
                    admin.Stage.Journal.KeepPayment(key, answer);
                    admin.Stage.Journal.KeepNoted(key,
                        $"payment {Id(order)}/{answer.Body.GetProperty("number").GetInt32()}");
                });
        }
    }

    /// <summary>An amount, goods or shipping, to where it came from or to store credit.</summary>
    private static async Task GiveBackAsync(Admin admin)
    {
        var status = admin.Random.Next(3) == 0 ? "partially_refunded" : "captured";
        foreach (var payment in await admin.SomeOfAsync($"sales/payments?status={status}&limit=60", 2))
        {
            var id = payment.GetProperty("order_id").GetInt64();
            var (key, to) = (admin.NewKey("refund"), admin.Random.Next(3) == 0 ? "store_credit" : "original");
            object body = admin.Random.Next(3) switch
            {
                0 when await SomeItemsAsync(admin, id) is { Length: > 0 } items => new { items, to, note = key },
                1 => new { shipping = true, to, note = key },
                _ => new { amount = PartOf(admin, payment, "captured_amount"), to, note = key },
            };
            await admin.InsistAsync("give money back", $"sales/orders/{id}/refunds", body, key, answer =>
            {
                admin.Stage.Journal.KeepNoted(key,
                    $"refund {id}/{answer.Body.GetProperty("number").GetInt32()}");
                if (answer.Body.TryGetProperty("gift_card", out var card) && card.ValueKind == JsonValueKind.Object)
                    admin.Stage.GiftCards.Add([card.GetProperty("code").GetString()!]);
            });
        }
    }

    private static async Task<object[]> SomeItemsAsync(Admin admin, long order)
    {
        var read = await admin.TryAsync("read", HttpMethod.Get, $"sales/orders/{order}");
        return [.. read.Items.Take(2).Select(item => (object)new
        {
            product_id = item.GetProperty("product_id").GetInt64(), quantity = 1,
        })];
    }

    private static async Task IssueToCustomersAsync(Admin admin)
    {
        foreach (var order in await admin.SomeOfAsync("sales/orders?limit=40", 3))
        {
            if (order.GetProperty("user_id") is { ValueKind: JsonValueKind.Number } user)
                await IssueAsync(admin, user.GetInt64());
        }
    }

    private static async Task IssueAsync(Admin admin, long? user_id)
    {
        var key = admin.NewKey("credit");
        var body = new { user_id, amount = admin.Random.Next(100, 9000) / 100m, note = key };
        var action = user_id is null ? "issue a gift card" : "issue credit";
        await admin.InsistAsync(action, "sales/store-credits", body, key,
            answer =>
            {
                admin.Stage.Journal.KeepNoted(key, $"credit {answer.Id("store_credit")}");
                if (answer.Body.GetProperty("code").GetString() is { } code)
                    admin.Stage.GiftCards.Add([code]);
            });
    }

    private static async Task AdjustAsync(Admin admin)
    {
        foreach (var credit in await admin.SomeOfAsync("sales/store-credits?limit=60", 2))
        {
            var key = admin.NewKey("adjust");
            var amount = admin.Random.Next(1, 3000) / 100m * (admin.Random.Next(2) == 0 ? 1 : -1);
            await admin.InsistAsync("adjust credit", $"sales/store-credits/{Id(credit)}/adjustments",
                new { amount, reason = key }, key,
                _ => admin.Stage.Journal.KeepNoted(key, $"credit {Id(credit)}"));
        }
    }

    private static async Task BlockAsync(Admin admin)
    {
        foreach (var credit in await admin.SomeOfAsync("sales/store-credits?limit=60", 3))
            await admin.TryAsync("block credit", HttpMethod.Post, $"sales/store-credits/{Id(credit)}/"
                + (credit.GetProperty("disabled_at").ValueKind == JsonValueKind.Null && admin.Random.Next(3) == 0
                    ? "disable" : "enable"), new { });
    }

    private static async Task DecideOnTransfersAsync(Admin admin)
    {
        var status = admin.Random.Next(3) == 0 ? "pending" : "failed";
        foreach (var transfer in await admin.SomeOfAsync($"sales/refund-transfers?status={status}&limit=60", 4))
        {
            var decision = status == "failed" && admin.Random.Next(2) == 0 ? "retry" : "complete";
            var (order, refund) = (transfer.GetProperty("order_id"), transfer.GetProperty("refund_number"));
            await admin.InsistAsync($"{decision} a transfer",
                $"sales/orders/{order}/refunds/{refund}/transfers/{transfer.GetProperty("number")}/{decision}", new { },
                admin.NewKey("transfer"), _ => { });
        }
    }

    private static decimal PartOf(Admin admin, JsonElement payment, string member) => Math.Max(0.01m,
        Math.Round(payment.GetProperty(member).GetDecimal() * admin.Random.Next(5, 100) / 100, 2));

    private static string PathOf(JsonElement payment) =>
        Bill.Of(payment.GetProperty("order_id").GetInt64()).Of(payment.GetProperty("number").GetInt32());

    private static long Id(JsonElement item) => item.GetProperty("id").GetInt64();
}
