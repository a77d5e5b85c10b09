using PetShop.AppHost.Machine;

namespace PetShop.IntegrationTests.Sales;

public sealed class StatementCounterTests : ShopTest
{
    [Fact]
    public async Task Statements_are_counted_while_another_node_of_the_process_traces_all_its_http_requests()
    {
        Shop.StartNode(("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{FreePort.Take()}/"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        var buyer = await Shop.SignUpAsync();
        using var counter = new StatementCounter();
        Assert.InRange(await counter.CountAsync(buyer, HttpMethod.Get, $"/sales/carts/{buyer.UserId}"), 1, 5);
    }
}
