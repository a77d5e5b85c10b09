using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>The table and the running shop have the same routes.</summary>
public sealed partial class EndpointTableTests : ShopTest
{
    [Fact]
    public void Every_route_has_a_row_that_says_who_may_call_it()
    {
        var rows = EndpointTable.All.Select(row => Plain(row.Method, row.Path)).ToList();
        var routes = Shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(RoutesOf).Distinct().ToList();
        Assert.Equal(rows.Distinct().Order(), rows.Order());
        Assert.True(routes.Count > 40);
        Assert.Equal(routes.Order(), rows.Order());
    }

    [Fact]
    public void Every_row_is_checked_by_a_class()
    {
        var parts = typeof(EndpointPolicyTests).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(EndpointPolicyTests)));
        var rows = parts.SelectMany(part => (IEnumerable<object[]>)part.GetProperty(nameof(AuthPolicyTests.Rows))!
            .GetValue(null)!).Select(row => (string)row[0]);
        Assert.Equal(EndpointTable.All.Select(row => row.Route).Order(), rows.Order());
    }

    [Fact]
    public void The_shop_does_not_start_with_an_endpoint_that_names_no_policy()
    {
        using var usual = new ApiDescription();
        using var shop = usual.WithWebHostBuilder(host => host.ConfigureTestServices(services =>
            services.AddControllers().AddApplicationPart(typeof(NoPolicyController).Assembly)));
        var failure = Assert.ThrowsAny<Exception>(() => shop.CreateClient());
        Assert.Contains(nameof(NoPolicyController), failure.ToString(), StringComparison.Ordinal);
    }

    internal static IEnumerable<string> RoutesOf(RouteEndpoint endpoint) =>
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method != "HEAD"
        select Plain(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'));

    /// <summary>Without constraints, sample values and the query.</summary>
    internal static string Plain(string method, string path) => $"{method} {Detail().Replace(path, "}").Split('?')[0]}";

    [GeneratedRegex(@"[:=?][^{}]*\}")]
    private static partial Regex Detail();
}
