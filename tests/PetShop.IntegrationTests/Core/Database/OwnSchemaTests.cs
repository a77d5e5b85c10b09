using Npgsql;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>A shop in a schema of its own, which the connection's Search Path names.</summary>
public sealed class OwnSchemaTests
{
    [Fact]
    public async Task It_is_made_and_its_products_are_found()
    {
        var name = $"petshop_schema_{Environment.ProcessId}";
        await TestServers.CreateDatabaseAsync(name);
        try
        {
            var shop = new NpgsqlConnectionStringBuilder(await TestServers.ConnectionToAsync(name))
            {
                SearchPath = "tails",
            }.ConnectionString;
            await TemplateDatabase.MigrateAsync(shop);
            var settings = ShopSettings.For(
                TestServers.Roles.Nodes.In(shop), (await TestServers.Running).Redis.ConnectionString, name);
            await using var node = new ShopNode(settings, TimeProvider.System);
            var made = await (await (await Admin.SignInAsync(node)).PostAsync("/products",
                new
                {
                    name = "Purée",
                    category = "food", pet_type = "dog", price = 1, stock_quantity = 1, brand = "NOW FRESH"
                })).ShouldBeAsync(HttpStatusCode.Created);
            Assert.Equal([made.Id()],
                (await new ShopCaller(node).ReadAsync("/products?q=puree now food dogs")).Items().Select(p => p.Id()));
        }
        finally
        {
            await TemplateDatabase.DropAsync(name);
        }
    }
}
