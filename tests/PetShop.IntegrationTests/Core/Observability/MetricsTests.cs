namespace PetShop.IntegrationTests.Core.Observability;

/// <summary>
/// The content of metrics is tested with a shop in its own process, in the launcher's test: meters belong to a process,
/// and many shops share this one.
/// </summary>
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
