namespace PetShop.IntegrationTests.Core.Observability;

/// <summary>What they say is read from a shop in a process of its own, in the test of AppHost: meters are a process's, and many shops share this one.</summary>
public sealed class MetricsTests : ShopTest
{
    [Fact]
    public async Task Only_admins_read_them_at_the_shops_own_port()
    {
        await (await Shop.Anyone.GetAsync("/metrics")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.SignUpAsync()).GetAsync("/metrics")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await (await Shop.AdminAsync()).GetAsync("/metrics")).ShouldBeAsync(HttpStatusCode.OK);
    }
}
