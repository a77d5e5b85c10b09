using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Cache.Shared;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>SKUs and slugs in paths that no product can have.</summary>
public sealed class InvalidNameTests : ShopTest
{
    private static readonly string[] Names =
        ["%20", "%09", "%E2%80%8B", "%C2%A0", "a%20b", "caf%C3%A9", "a%0Ab", "%EF%BC%A1", "a'--",
            new('a', 121), new('a', 5_000)];

    [Theory]
    [InlineData("by-sku")]
    [InlineData("by-slug")]
    public async Task A_name_that_no_product_can_have_is_not_found_and_nothing_is_asked_for_it(string route)
    {
        using var counter = new StatementCounter();
        var misses = Shop.Services.GetRequiredService<CacheMetrics>().Misses;
        foreach (var name in Names)
            Assert.Equal(0, await counter.CountAsync(
                Shop.Anyone, HttpMethod.Get, $"/products/{route}/{name}", refusal: HttpStatusCode.NotFound));
        Assert.Equal(misses, Shop.Services.GetRequiredService<CacheMetrics>().Misses);
    }

    [Theory]
    [InlineData("by-sku")]
    [InlineData("by-slug")]
    public async Task An_admin_is_told_the_same_and_no_long_name_is_repeated(string route)
    {
        var admin = await Shop.AdminAsync();
        foreach (var name in Names)
        {
            var problem = await (await admin.GetAsync($"/products/{route}/{name}"))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
            Assert.Equal("No product can have this SKU or slug. GET /products lists them.", problem.Text("detail"));
        }
    }

    /// <summary>
    /// Ids are tested in <see cref="Contract.Protocol.StrictNumberTests"/>, roles in <see cref="Auth.RolesTests"/>,
    /// codes in <see cref="Sales.Promotions.PromotionRouteTests"/>, providers in
    /// <see cref="Sales.Payments.WebhookInTests"/>, jobs and queues in <see cref="Operations.JobRouteTests"/>.
    /// </summary>
    [Fact]
    public void No_other_route_takes_a_name_in_its_path()
    {
        var names = Shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.RoutePattern.Parameters)
            .Where(parameter =>
                !parameter.IsCatchAll
                && !parameter.ParameterPolicies.Any(policy => policy.Content is "long" or "int" or "guid"))
            .Select(parameter => parameter.Name).Distinct().Order();
        Assert.Equal(["code", "job", "provider", "queue", "role", "sku", "slug"], names);
    }
}
