using Npgsql;
using PetShop.IntegrationTests.Contract.Outages;
using PetShop.IntegrationTests.Sales.Pricing;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>What a checkout asks of the database.</summary>
public sealed class CheckoutCostTests : ShopTest
{
    [Fact]
    public async Task A_hundred_lines_take_as_many_statements_as_one_and_more_are_refused()
    {
        var products = new List<long>();
        for (var i = 0; i < 101; i++)
            products.Add(await Shop.Catalogue.AddProductAsync());
        var buyer = await Shop.SignUpAsync();
        await buyer.OrderAsync((products[0], 1));
        using var counter = new StatementCounter();
        object Body(int lines) =>
            new
            {
                items = products.Take(lines).Select(id => new { product_id = id, quantity = 1 }).ToArray(),
                shipping_address = SalesSteps.Address
            };
        var one = await counter.CountAsync(buyer, HttpMethod.Post, "/sales/orders", Body(1));
        var hundred = await counter.CountAsync(buyer, HttpMethod.Post, "/sales/orders", Body(100));
        Assert.InRange(one, 3, 6);
        Assert.Equal(one, hundred);
        await (await buyer.PostAsync("/sales/orders", Body(101))).ShouldRejectFieldAsync("items");
    }

    [Theory]
    [InlineData("""{"shipping_address":"1 Kennel Lane, Barkham"}""")]
    [InlineData("{}")]
    [InlineData("""{"ship_to":{"address_id":<id>},"bill_to":{"address_id":<id>}}""")]
    [InlineData("""{"shipping_address":"1 Kennel Lane, Barkham","promotion_codes":["SPRING"]}""")]
    public async Task A_checkout_of_the_cart_under_a_key_takes_six_round_trips(string body)
    {
        var database = new NpgsqlConnectionStringBuilder(Shop.Database.NodeConnectionString);
        await using var line = new InterruptibleProxy(database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", line.Port);
        var node = Shop.StartNode(("ConnectionStrings:PetShop", database.ConnectionString));
        var buyer = (await Shop.SignUpAsync()).At(node);
        long[] products = [
            await Shop.Catalogue.AddProductAsync(), await Shop.Catalogue.AddProductAsync(),
            await Shop.Catalogue.AddProductAsync()];
        await Shop.AddShippingAsync();
        await Shop.AddShippingAsync("GB");
        await Shop.AddCodeAsync("SPRING", maxUses: 1_000, perCustomer: 1_000);
        body = body.Replace("<id>", $"{(await buyer.AddAddressAsync()).Id()}", StringComparison.Ordinal);
        var fewest = long.MaxValue;
        for (var i = 0; i < 8; i++)     // jobs of the node use the line now and then, and new connections are made
        {
            await buyer.FillCartAsync([.. products.Select(product => (product, 1))]);
            var before = line.RoundTrips;
            var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            await (await buyer.SendAsync(HttpMethod.Post, "/sales/orders", content, ("Idempotency-Key", $"key-{i}")))
                .ShouldBeAsync(HttpStatusCode.Created);
            fewest = Math.Min(fewest, line.RoundTrips - before);
        }
        Assert.InRange(fewest, 5, 6);
    }
}
