using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Payments.Simulator;

namespace PetShop.IntegrationTests.Sales.Kills;

/// <summary>
/// A node is killed at each edge of issuing a gift card, a checkout, payments with their webhooks, and refunds.
/// Customers and admins repeat what got no answer, with the same key. Afterwards, everything has happened once.
/// </summary>
public abstract class KillTest : ShopTest
{
    /// <summary>More than any step reaches a point.</summary>
    internal const int TooMany = 40;

    private SimulatorHost _simulator = null!;
    private MortalNode _node = null!;
    private Buyer _buyer = null!;
    private Admin _admin = null!;
    private long _ball;
    private int _rounds;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _simulator = await SimulatorHost.StartAsync();
        _node = await MortalNode.StartAsync(new Dictionary<string, string?>(Shop.Settings)
        {
            ["Stripe:ApiKey"] = SimulatorHost.ApiKey,
            ["Stripe:WebhookSecret"] = SimulatorHost.WebhookSecret,
            ["Stripe:Url"] = _simulator.Address.ToString(),
        });
        await _simulator.ControlAsync(HttpMethod.Put, "webhook",
            new { url = new Uri(_node.Http.BaseAddress!, "/sales/payments/webhooks/stripe") });
        (_buyer, _admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        _ball = await Shop.Catalogue.AddProductAsync(price: 20, stock: 10_000);
    }

    public override async Task DisposeAsync()
    {
        if (_node is { } node)
            await node.DisposeAsync();
        if (_simulator is { } simulator)
            await simulator.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <param name="point">Where it is killed.</param>
    /// <param name="least">How often each step is interrupted at least.</param>
    private protected async Task KillEverywhereAsync(string point, params int[] least)
    {
        var reached = new int[least.Length];
        for (var count = 1; reached.Max() == count - 1; count++)
        {
            Assert.True(count < TooMany, "There is no end.");
            await BuyAsync(point, count, reached);
        }
        Assert.All(reached.Zip(least), step => Assert.True(step.First >= step.Second, $"{string.Join(", ", reached)}"));
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        await CheckAsync();
    }

    /// <summary>
    /// Issues a gift card, orders, pays with both means, and gets parts back. Each of these steps is interrupted the
    /// n-th time that it reaches the point, if it reached it once less in the round before.
    /// </summary>
    /// <param name="reached">How often each step has reached the point.</param>
    private async Task BuyAsync(string point, int count, int[] reached)
    {
        var (key, step) = ($"round-{++_rounds}-", 0);
        // On a busy machine, the kills take longer than a token lasts.
        var buyer = await SignInAsync(_buyer.Username, Buyer.DefaultPassword);
        var admin = await SignInAsync(Admin.Name, Admin.FirstPassword);
        var issued = await DoAsync(admin, "/sales/store-credits", new { amount = 5 });
        var order = (await DoAsync(buyer, "/sales/orders", new
        {
            items = new[] { new { product_id = _ball, quantity = 1 } },
            shipping_address = "1 Kennel Lane, Barkham",
        })).GetProperty("order").Id();
        await DoAsync(buyer, $"/sales/orders/{order}/payments",
            new { method = "store_credit", gift_card_code = issued.Text("code") });
        await DoAsync(buyer, $"/sales/orders/{order}/payments",
            new { method = "card", card_id = "pm_card_visa", return_url = "https://shop.example/paid" });
        await DoAsync(admin, $"/sales/orders/{order}/refunds", new { amount = 7 });
        await DoAsync(admin, $"/sales/orders/{order}/refunds", new { amount = 3, to = "store_credit" });

        async Task<JsonElement> DoAsync(string token, string path, object body)
        {
            var kills = _node.Kills;
            if (reached[step] == count - 1)
                _node.KillAt(point, count);
            var answer = await InsistAsync(token, path, key + step, body);
            await SettleAsync();
            reached[step++] += _node.Kills - kills;
            return answer;
        }
    }

    private async Task<string> SignInAsync(string username, string password)
    {
        using var answer = await _node.Http.PostAsJsonAsync("/auth/login", new { username, password });
        return (await answer.ShouldBeAsync(HttpStatusCode.OK)).Text("token");
    }

    /// <summary>Sends a request until it gets an answer, which must be a success.</summary>
    private async Task<JsonElement> InsistAsync(string token, string path, string key, object body)
    {
        JsonElement? answered = null;
        await Eventually.TrueAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Idempotency-Key", key);
            try
            {
                using var answer = await _node.Http.SendAsync(request);
                // The database has not noticed yet that the first one's node is dead.
                if (answer.StatusCode == HttpStatusCode.Conflict && answer.Headers.RetryAfter is not null)
                    return false;
                answered = await answer.ShouldBeAsync(HttpStatusCode.Created);
                return true;
            }
            catch (HttpRequestException)
            {
                await _node.ReviveAsync(Shop.Database);
                return false;
            }
        }, $"{path} is answered");
        return answered!.Value;
    }

    /// <summary>Waits until the shop has nothing to do and the provider no message to send.</summary>
    private async Task SettleAsync()
    {
        await Eventually.TrueAsync(
            async () => await IsSettledAsync() & !await _node.ReviveAsync(Shop.Database), "everything is settled");
        _node.Spare();
    }

    private async Task<bool> IsSettledAsync() =>
        !(await _simulator.ControlAsync(HttpMethod.Get, "deliveries")).EnumerateArray()
            .Any(delivery => delivery.Text("state") == "Pending")
        && await Shop.Database.ReadAsync<long>("""
            SELECT (SELECT count(*) FROM work_items)
                + (SELECT count(*) FROM refund_transfers WHERE status = 'Pending')
            """) == 0;

    private async Task CheckAsync()
    {
        var provider = (await _simulator.ControlAsync(HttpMethod.Get, "reconciliation")).GetProperty("payments")
            .EnumerateArray().ToList();
        Assert.Equal(_rounds, provider.Count);
        // Of the refund of 7, the card payment, which was the last one, gives all.
        Assert.All(provider, payment => Assert.Equal((1_500, 700),
            (payment.GetProperty("captured").GetInt64(), payment.GetProperty("refunded").GetInt64())));
        Assert.Equal(10_000 - _rounds, await Shop.Catalogue.StockOfAsync(_ball));
        foreach (var rows in new[]
        {
            "orders", "payments WHERE method = 'Card' AND captured_amount = 15 AND refunded_amount = 10",
            "payments WHERE method = 'StoreCredit' AND captured_amount = 5", "refunds WHERE amount = 7",
            "refunds WHERE amount = 3", "refund_transfers WHERE status = 'Succeeded' AND store_credit_id IS NULL",
            "store_credit_movements WHERE kind = 'Refunded'", "store_credits WHERE kind = 'GiftCard' AND balance = 0",
        })
            Assert.Equal(_rounds, await CountAsync(rows));
        Assert.Equal((2 * _rounds, 2 * _rounds), (await CountAsync("payments"), await CountAsync("refunds")));
        Assert.Equal(3m * _rounds, await Shop.Database.ReadAsync<decimal>("SELECT sum(balance) FROM store_credits"));
        Assert.Equal((_rounds, _rounds, 2 * _rounds), (await CountAsync("events WHERE type = 'order.placed'"),
            await CountAsync("events WHERE type = 'order.paid'"),
            await CountAsync("events WHERE type = 'order.refunded'")));
        await Shop.RunJobAsync<EventNumbersJob>();
        await Shop.RunJobAsync<IntegrityJob>();
        var report = await _admin.ReadAsync("/admin/integrity");
        Assert.True(report.GetProperty("is_sound").GetBoolean(), report.GetRawText());
    }

    private Task<long> CountAsync(string rows) => Shop.Database.ReadAsync<long>("SELECT count(*) FROM " + rows);
}
