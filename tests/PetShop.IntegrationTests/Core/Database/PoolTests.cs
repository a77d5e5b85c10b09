namespace PetShop.IntegrationTests.Core.Database;

public sealed class PoolTests : ShopTest
{
    [Fact]
    public async Task A_pool_smaller_than_the_minimum_is_allowed() =>
        await (await new ShopCaller(Shop.StartNode(("Database:MinPoolSize", "10"), ("Database:MaxPoolSize", "5")))
            .GetAsync("/products")).ShouldBeAsync(HttpStatusCode.OK);

    [Theory, InlineData("MaxPoolSize"), InlineData("ConnectSeconds"), InlineData("MonthsAhead")]
    public void A_setting_out_of_range_stops_the_start(string setting)
    {
        var failure = Record.Exception(() => Shop.StartNode(($"Database:{setting}", "0")));
        Assert.Contains("A setting of Database is out of range", failure?.ToString(), StringComparison.Ordinal);
    }
}
