using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;
using PetShop.Api.Operations.Services.Webhooks;
using PetShop.IntegrationTests.Core.Outbox;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Operations.Webhooks;

/// <summary>Events that are sent to subscribers.</summary>
public sealed class WebhookTests : ShopTest
{
    private Receiver _receiver = null!;
    private ShopNode _node = null!;
    private Admin _admin = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _receiver = await Receiver.StartAsync();
        _node = Shop.StartNode(("Webhooks:AllowPrivateAddresses", "true"));
        _admin = (await Shop.AdminAsync()).At(_node);
    }

    [Fact]
    public async Task Events_of_the_wanted_types_are_sent_once_and_signed_with_a_secret_that_is_shown_once()
    {
        var (id, secret) = await SubscribeAsync("order.placed", "order.paid");
        var order = await OrderAsync();
        await _admin.PayAsync(order.Id("invoice_id"));
        await SendAsync();
        await SendAsync();
        Assert.Equal(["order.placed", "order.paid"], _receiver.Got.Select(message => message.Type));
        foreach (var message in _receiver.Got)
            Assert.Equal(Signature(secret, message), message.Headers["webhook-signature"]);
        var placed = _receiver.Got.First();
        Assert.DoesNotContain("traceparent", placed.Headers.Keys);
        var events = await Shop.EventsAsync("&types=order.placed");
        Assert.Equal(events[^1].Text("id"), placed.Headers["webhook-id"]);
        Assert.True(JsonElement.DeepEquals(
            events[^1].GetProperty("data"), JsonDocument.Parse(placed.Body).RootElement.GetProperty("data")));
        var deliveries = (await _admin.ReadAsync($"/webhooks/{id}/deliveries")).Items();
        Assert.Equal(["delivered", "delivered"], deliveries.Select(delivery => delivery.Text("state")));
        Assert.Equal((200, 1, "ok"), (deliveries[0].Count("status"), deliveries[0].Count("attempts"),
            deliveries[0].Text("answer")));
        Assert.DoesNotContain("whsec", (await _admin.ReadAsync($"/webhooks/{id}")).GetRawText());
        Assert.DoesNotContain("whsec",
            await Shop.Database.ReadAsync<string>("SELECT secret FROM webhooks WHERE id = $1", id));
    }

    [Fact]
    public async Task For_a_day_messages_are_signed_with_the_old_secret_too()
    {
        var (id, old) = await SubscribeAsync("order.placed");
        var rotated = (await (await _admin.PostAsync($"/webhooks/{id}/rotate-secret"))
            .ShouldBeAsync(HttpStatusCode.OK)).Text("secret");
        await OrderAsync();
        await SendAsync();
        var both = Assert.Single(_receiver.Got);
        Assert.Equal($"{Signature(rotated, both)} {Signature(old, both)}", both.Headers["webhook-signature"]);
        var again = (await (await _admin.PostAsync($"/webhooks/{id}/rotate-secret"))
            .ShouldBeAsync(HttpStatusCode.OK)).Text("secret");
        await _admin.PostAsync($"/webhooks/{id}/test");
        var repeated = _receiver.Got.Last();
        Assert.Equal($"{Signature(again, repeated)} {Signature(old, repeated)}",
            repeated.Headers["webhook-signature"]);
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        await (await AdminNowAsync()).PostAsync($"/webhooks/{id}/test");
        var one = _receiver.Got.Last();
        Assert.Equal(Signature(again, one), one.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task What_fails_is_tried_again_for_a_day_while_later_events_of_the_order_wait()
    {
        var (id, _) = await SubscribeAsync();
        var order = await OrderAsync();
        await SendAsync();
        _receiver.Got.Clear();
        _receiver.Answer = message => message.Type == "order.paid" ? (503, new string('x', 3_000)) : (200, "ok");
        await _admin.PayAsync(order.Id("invoice_id"));
        await _admin.MoveOrderAsync(order.Id(), "confirmed");
        await SendAsync();
        Assert.Equal(["payment.captured", "order.paid"], _receiver.Got.Select(message => message.Type));
        var failed = (await _admin.ReadAsync($"/webhooks/{id}/deliveries?state=pending")).Items()[^1];
        Assert.Equal((503, 1, new string('x', 500)),
            (failed.Count("status"), failed.Count("attempts"), failed.Text("answer")));
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.DoesNotContain("order.confirmed", _receiver.Got.Select(message => message.Type));
            Shop.Clock.Advance(TimeSpan.FromHours(1.05));
            await SendAsync();
        }
        Shop.Clock.Advance(TimeSpan.FromMinutes(6));        // the pause after the last failure
        await SendAsync();
        Assert.InRange(_receiver.Got.Count(message => message.Type == "order.paid"), 20, 26);
        Assert.Equal("order.confirmed", _receiver.Got.Last(message => message.Type != "order.paid").Type);
        var given = (await (await AdminNowAsync()).ReadAsync($"/webhooks/{id}/deliveries?state=failed")).Items();
        Assert.Equal("order.paid", Assert.Single(given).Text("event_type"));
        _receiver.Answer = _ => (200, "ok");
        await (await (await AdminNowAsync()).PostAsync($"/webhooks/{id}/deliveries/{given[0].Id("cursor")}/retry"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync();
        Assert.Empty((await (await AdminNowAsync()).ReadAsync($"/webhooks/{id}/deliveries?state=failed")).Items());
    }

    [Fact]
    public async Task A_refused_message_holds_up_only_its_own_order_and_is_first_when_it_is_repeated()
    {
        var (id, _) = await SubscribeAsync("order.placed", "order.paid");
        var refused = new List<JsonElement>();
        for (var i = 0; i < 9; i++)         // more than are sent at once
            refused.Add(await OrderAsync());
        _receiver.Answer = message => message.Type == "order.placed" ? (422, "No.") : (200, "ok");
        await SendAsync();
        await _admin.PayAsync(refused[0].Id("invoice_id"));
        await SendAsync();
        Assert.DoesNotContain("order.paid", _receiver.Got.Select(message => message.Type));
        _receiver.Answer = _ => (200, "ok");
        await OrderAsync();
        _receiver.Got.Clear();
        await SendAsync();
        Assert.Equal(["order.placed"], _receiver.Got.Select(message => message.Type));
        var first = (await _admin.ReadAsync($"/webhooks/{id}/deliveries?state=pending&limit=100")).Items()[^1];
        await (await _admin.PostAsync($"/webhooks/{id}/deliveries/{first.Id("cursor")}/retry"))
            .ShouldBeAsync(HttpStatusCode.OK);
        _receiver.Got.Clear();
        await SendAsync();
        Assert.Equal(["order.placed", "order.paid"], _receiver.Got.Select(message => message.Type));
    }

    [Fact]
    public async Task An_accepted_message_is_delivered_also_if_the_answer_does_not_end()
    {
        var (id, _) = await SubscribeAsync("order.placed");
        _receiver.IsStalled = true;
        var test = await (await _admin.PostAsync($"/webhooks/{id}/test")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((200, "ok"), (test.Count("status"), test.Text("answer")));
    }

    [Fact]
    public async Task A_disabled_webhook_is_sent_nothing_and_says_so()
    {
        var (id, _) = await SubscribeAsync("order.placed");
        var after = await Shop.LastEventAsync();
        await OrderAsync();
        await Shop.RunJobAsync<EventNumbersJob>();
        await (await _admin.PatchAsync($"/webhooks/{id}", new { enabled = false })).ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync();
        Assert.Empty(_receiver.Got);
        var failed = Assert.Single((await _admin.ReadAsync($"/webhooks/{id}/deliveries?state=failed")).Items());
        Assert.Equal("The webhook is disabled.", failed.Text("error"));
        foreach (var path in new[] { $"deliveries/{failed.Id("cursor")}/retry", $"replay?since={after + 1}" })
            await (await _admin.PostAsync($"/webhooks/{id}/{path}"))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "webhook-disabled");
        await (await _admin.PatchAsync($"/webhooks/{id}", new { enabled = true, event_types = new[] { "order.paid" } }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await _admin.PostAsync($"/webhooks/{id}/deliveries/{failed.Id("cursor")}/retry"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync();
        Assert.Single(_receiver.Got);
    }

    [Fact]
    public async Task A_subscriber_that_fails_for_days_is_disabled_and_others_are_told()
    {
        var (id, _) = await SubscribeAsync("order.placed");
        _receiver.Answer = message => message.Type == "order.placed" ? (500, "") : (200, "ok");
        await SubscribeAsync("webhook.disabled");
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        for (var hours = 0; hours <= 80; hours += 8)
        {
            await (await Shop.SignUpAsync()).OrderAsync((ball, 1));
            await SendAsync();
            Shop.Clock.Advance(TimeSpan.FromHours(8));
        }
        await SendAsync();
        var admin = await AdminNowAsync();
        var webhook = await admin.ReadAsync($"/webhooks/{id}");
        Assert.False(webhook.GetProperty("enabled").GetBoolean());
        Assert.Contains("webhook.disabled", _receiver.Got.Select(message => message.Type));
        Assert.Contains(_node.Log.Lines, line => line.Contains("is disabled", StringComparison.Ordinal));
        await (await admin.PatchAsync($"/webhooks/{id}", new { enabled = true })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null,
            (await admin.ReadAsync($"/webhooks/{id}")).GetProperty("failing_since").ValueKind);
    }

    [Fact]
    public async Task Events_are_replayed_from_a_cursor_on()
    {
        var after = await Shop.LastEventAsync();
        await OrderAsync();
        await OrderAsync();
        await SendAsync();
        var (id, _) = await SubscribeAsync("order.placed");
        var replayed = await (await _admin.PostAsync($"/webhooks/{id}/replay?since={after + 1}"))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((2, JsonValueKind.Null),
            (replayed.Count("queued"), replayed.GetProperty("next_since").ValueKind));
        await SendAsync();
        Assert.Equal(2, _receiver.Got.Count);
        await (await _admin.PostAsync($"/webhooks/{id}/replay")).ShouldRejectFieldAsync("since");
        await (await _admin.PostAsync($"/webhooks/{id}/replay?since=99999")).ShouldRejectFieldAsync("since");
        await (await _admin.PostAsync($"/webhooks/{id}/deliveries/99999/retry"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        var (id, _) = await SubscribeAsync();
        _receiver.Answer = _ => (307, "");
        var test = await (await _admin.PostAsync($"/webhooks/{id}/test")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((false, 307), (test.GetProperty("delivered").GetBoolean(), test.Count("status")));
        await _admin.PostAsync($"/webhooks/{id}/test");
        Assert.Equal(2, _receiver.Got.Count);
        Assert.Equal(2, _receiver.Got.Select(message => message.Headers["webhook-id"]).Distinct().Count());
    }

    [Fact]
    public async Task Addresses_of_the_own_network_are_refused_when_it_connects()
    {
        var admin = await Shop.AdminAsync();
        foreach (var url in new[]
        {
            _receiver.Address.ToString(), "ftp://erp.example", "https://user@erp.example", "https://erp.example/#a",
            "erp.example", "", "https://",
        })
            await (await admin.PostAsync("/webhooks", new { url })).ShouldRejectFieldAsync("url");
        foreach (var host in new[] { $"localhost:{_receiver.Address.Port}", "[::ffff:169.254.169.254]", "10.0.0.1" })
        {
            var made = await (await admin.PostAsync("/webhooks", new { url = $"https://{host}/" }))
                .ShouldBeAsync(HttpStatusCode.Created);
            var test = await (await admin.PostAsync($"/webhooks/{made.GetProperty("webhook").Id()}/test"))
                .ShouldBeAsync(HttpStatusCode.OK);
            Assert.Contains("no address on the public internet", test.Text("error"), StringComparison.Ordinal);
        }
        Assert.Empty(_receiver.Got);
    }

    [Fact]
    public async Task Twenty_webhooks_are_the_maximum_and_a_removed_one_gets_nothing()
    {
        var (id, _) = await SubscribeAsync();
        await OrderAsync();
        await Shop.RunJobAsync<EventNumbersJob>();
        await (await _admin.DeleteAsync($"/webhooks/{id}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await SendAsync();
        Assert.Empty(_receiver.Got);
        var answers = await SalesSteps.AtOnceAsync(
            22, _ => _admin.PostAsync("/webhooks", new { url = "https://erp.example/" }));
        Assert.Equal((20, 2), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        await (await _admin.PostAsync("/webhooks", new { url = "https://a.example", event_types = new[] { "x" } }))
            .ShouldRejectFieldAsync("event_types");
        await (await _admin.PatchAsync($"/webhooks/{id}", new { enabled = false }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    public override async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task<(long Id, string Secret)> SubscribeAsync(params string[] types)
    {
        var made = await (await _admin.PostAsync("/webhooks", new { url = _receiver.Address, event_types = types }))
            .ShouldBeAsync(HttpStatusCode.Created);
        return (made.GetProperty("webhook").Id(), made.Text("secret"));
    }

    private async Task<JsonElement> OrderAsync() =>
        await (await Shop.SignUpAsync()).OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));

    /// <summary>Numbers the events, and sends what is due until nothing is.</summary>
    private async Task SendAsync()
    {
        await Shop.RunJobAsync<EventNumbersJob>();
        var runner = _node.Services.GetRequiredService<WorkRunner>();
        await using var scope = _node.Services.CreateAsyncScope();
        var policy = scope.ServiceProvider.GetRequiredService<WebhookHandler>().Policy;
        while (await runner.ClaimAsync(WebhookQueue.Name, policy, 10, CancellationToken.None) is var claim
            && (claim.HasMore || claim.Taken.Count > 0))
            foreach (var work in claim.Taken)
                await runner.RunAsync(typeof(WebhookHandler), policy, work, CancellationToken.None);
    }

    /// <summary>After the clock was moved, the token is too old.</summary>
    private async Task<Admin> AdminNowAsync() => await Admin.SignInAsync(_node);

    private static string Signature(string secret, Message message)
    {
        var signed = $"{message.Headers["webhook-id"]}.{message.Headers["webhook-timestamp"]}.{message.Body}";
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
