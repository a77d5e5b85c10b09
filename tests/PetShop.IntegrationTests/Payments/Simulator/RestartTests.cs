using System.Collections.Concurrent;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class RestartTests : SimulatorTest
{
    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        var intent = await Intents.CreateAsync(Order(), Key("order-1"));
        await Intents.CaptureAsync(intent.Id);
        var refund = await Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 600 });
        var before = (await Simulator.Client.V1.Events.ListAsync()).Data.Select(happened => happened.ToJson());
        await Simulator.RestartAsync();
        Assert.Equal(before,
            (await Simulator.Client.V1.Events.ListAsync()).Data.Select(happened => happened.ToJson()));
        Assert.Equal("succeeded", (await Intents.GetAsync(intent.Id)).Status);
        Assert.Equal(refund.Id, (await Refunds.ListAsync(new() { PaymentIntent = intent.Id })).Data.Single().Id);
        Assert.True(IsReplay(await Intents.CreateAsync(Order(), Key("order-1"))));
        await RefusedAsync(HttpStatusCode.BadRequest, null,
            () => Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 1001 }));
    }

    [Fact]
    public async Task A_change_that_was_cut_off_has_not_happened()
    {
        var intent = await AuthoriseAsync();
        var journal = Path.Combine(Simulator.Folder, "journal.jsonl");
        var length = Length(journal);
        await Intents.CaptureAsync(intent.Id);
        await Simulator.StopAsync();
        await using (var file = new FileStream(journal, FileMode.Open))
            file.SetLength(length + ((file.Length - length) / 2));
        await Simulator.StartAgainAsync();
        Assert.Equal("requires_capture", (await Intents.GetAsync(intent.Id)).Status);
        Assert.Equal(length, Length(journal));
        Assert.Equal("succeeded", (await Intents.CaptureAsync(intent.Id)).Status);
        await Simulator.RestartAsync();
        Assert.Equal("succeeded", (await Intents.GetAsync(intent.Id)).Status);
    }

    [Fact]
    public async Task Webhooks_that_were_not_delivered_are_sent_after_a_restart()
    {
        await using var shop = await WebhookReceiver.StartAsync();
        await Simulator.ControlAsync(HttpMethod.Put, "webhook", new { url = "http://127.0.0.1:9/webhooks" });
        await AuthoriseAsync();
        await Simulator.RestartAsync();
        await Simulator.ControlAsync(HttpMethod.Put, "webhook", new { url = shop.Address });
        var events = await shop.WaitForAsync(3);
        Assert.Equal(3, events.Select(happened => happened.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_was_answered_before_a_kill_is_there_and_what_was_not_happens_once()
    {
        var folder = Directory.CreateTempSubdirectory("petshop-simulator-");
        try
        {
            var answered = new ConcurrentDictionary<string, string>();
            using (var first = await SimulatorProcess.StartAsync(folder.FullName))
            {
                var shops = Enumerable.Range(0, 8).Select(shop => ShopAsync(first.Client, shop, answered)).ToList();
                while (answered.Count < 100)
                    await Task.Delay(5);
                await first.KillAsync();
                await Task.WhenAll(shops);
            }
            using var second = await SimulatorProcess.StartAsync(folder.FullName);
            var service = second.Client.V1.PaymentIntents;
            var last = answered.Keys.Select(order => order.Split('-')).GroupBy(parts => parts[0]).Select(orders =>
                $"{orders.Key}-{orders.Max(parts => int.Parse(parts[1], null)) + 1}");
            foreach (var order in answered.Keys.Concat(last))
            {
                var again = await service.CreateAsync(Numbered(order), Key(order));
                Assert.Equal(answered.GetValueOrDefault(order, again.Id), again.Id);
                Assert.True(IsReplay(again) || !answered.ContainsKey(order));
            }
            var orders = new List<string>();
            await foreach (var intent in service.ListAutoPagingAsync(new() { Limit = 100 }))
                orders.Add(intent.Metadata["order"]);
            Assert.Equal(orders.Count, orders.Distinct().Count());
            Assert.Equal(answered.Count + 8, orders.Count);
            var secrets = Path.Combine(folder.FullName, "secrets.json");
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    System.IO.File.GetUnixFileMode(secrets));
            Assert.StartsWith("whsec_",
                SimulatorProcess.Secrets(secrets).GetProperty("webhook_secret").GetString(),
                StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_second_simulator_in_the_folder_is_refused() =>
        Assert.Contains("used by another process", (await Assert.ThrowsAnyAsync<IOException>(() => Task.Run(
            () => _ = new PaymentSimulator.State.Ledger(
                Path.Combine(Simulator.Folder, "journal.jsonl"), TimeProvider.System)))).Message,
            StringComparison.Ordinal);

    private static async Task ShopAsync(StripeClient client, int shop, ConcurrentDictionary<string, string> answered)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var order = $"{shop}-{number}";
                answered[order] = (await client.V1.PaymentIntents.CreateAsync(Numbered(order), Key(order))).Id;
            }
        }
        catch (Exception e) when (e is HttpRequestException or StripeException or IOException)
        {
            // The simulator was killed.
        }
    }

    private static PaymentIntentCreateOptions Numbered(string order)
    {
        var options = Order();
        options.Metadata["order"] = order;
        return options;
    }

    private static long Length(string path) => new FileInfo(path).Length;
}
