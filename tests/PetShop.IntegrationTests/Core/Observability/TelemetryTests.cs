using System.Collections.Concurrent;
using System.Text;
using PetShop.AppHost.Machine;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Sales;
using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Core.Observability;

public sealed class TelemetryTests : ShopTest
{
    [Fact]
    public async Task Traces_and_metrics_go_where_OTLP_is_told_with_no_personal_data()
    {
        var received = new ConcurrentDictionary<string, string>();
        using var collector = new HttpListener { Prefixes = { $"http://127.0.0.1:{FreePort.Take()}/" } };
        collector.Start();
        var collecting = CollectAsync(collector, received);
        var node = Shop.StartNode(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Prefixes.Single()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SERVICE_NAME", "the-shop-next-door"));
        var buyer = (await Shop.SignUpAsync()).At(node);
        var order = (await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1))).Id();
        await buyer.ReadAsync($"/sales/orders/{order}");
        var guest = await Guest.BeginAsync(node);
        await guest.FillAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var links = (await (await guest.CheckOutAsync()).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("links");
        var opened = await guest.Caller.ReadAsync(links.Text("order"));
        await guest.Caller.PostAsync(links.Text("cancel"));
        await node.DisposeAsync();      // what is left is sent while the program ends, which nobody waits for
        foreach (var part in (string[])["the-shop-next-door", $"/sales/orders/{order}",
            "INSERT INTO orders", "cache fill", $"/sales/orders/guest/{opened.Id()}/cancel"])
            await HasAsync("/v1/traces", part);
        foreach (var part in (string[])["petshop.orders.placed", "petshop.cache.hits", "http.server.request.duration"])
            await HasAsync("/v1/metrics", part);
        collector.Stop();
        await collecting;
        foreach (var secret in (string[])[buyer.Token, Buyer.DefaultPassword, "Kennel Lane",
            buyer.Username + "@example.com", guest.Token, links.Text("token"), Guest.Email])
            Assert.All(received.Values, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));

        Task HasAsync(string path, string part) => Eventually.TrueAsync(
            () => received.TryGetValue(path, out var text) && text.Contains(part, StringComparison.Ordinal),
            $"'{part}' is in {path}");
    }

    private static async Task CollectAsync(HttpListener collector, ConcurrentDictionary<string, string> received)
    {
        try
        {
            while (true)
            {
                var call = await collector.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                received.AddOrUpdate(
                    call.Request.Url!.AbsolutePath, _ => Text(body), (_, before) => before + Text(body));
                call.Response.Close();
            }
        }
        catch (Exception) when (!collector.IsListening)
        {
            // stopped
        }
    }

    /// <summary>Protocol buffers contain strings unchanged.</summary>
    private static string Text(MemoryStream body) => Encoding.UTF8.GetString(body.ToArray());
}
