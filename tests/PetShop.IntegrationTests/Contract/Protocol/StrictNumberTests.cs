using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>Numbers in paths and bodies are read exactly or rejected.</summary>
public sealed class StrictNumberTests : ShopTest
{
    private static readonly string[] NoIds =
        ["007", "+7", "-7", "0", "9223372036854775808", "99999999999999999999999", "%207", "7%20", "7.0", "0x7", "1e2",
            "%D9%A7", "%EF%BC%97", "seven"];

    [Fact]
    public async Task A_malformed_id_is_not_found_without_a_query()
    {
        using var counter = new StatementCounter();
        var routes = Shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                endpoint.RoutePattern.Parameters.Where(p => p.ParameterPolicies.Any(c => c.Content == "long"))
                    .Select(p => (endpoint, p.Name))).ToList();
        Assert.True(routes.Count > 30);
        foreach (var (endpoint, name) in routes)
        {
            var method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
            foreach (var id in NoIds)
                Assert.Equal(0, await counter.CountAsync(
                    Shop.Anyone, new HttpMethod(method), PathOf(endpoint, name, id), refusal: HttpStatusCode.NotFound));
        }
    }

    [Theory]
    [InlineData("9.99999999999999999999999999999")]
    [InlineData("1e-29")]
    [InlineData("9.995")]
    [InlineData("9.0000000000000000000000000000000001")]
    public async Task A_price_with_too_many_decimals_is_rejected_and_not_rounded(string price)
    {
        foreach (var field in new[] { "price", "cost" })
            await (await SendAsync(field, price)).ShouldRejectFieldAsync(field);
    }

    [Theory]
    [InlineData("0.0001")]
    [InlineData("1e-29")]
    [InlineData("1.99999999999999999999999999999")]
    public async Task A_weight_with_too_many_decimals_is_rejected_and_not_rounded(string weight) =>
        await (await SendAsync("weight", weight)).ShouldRejectFieldAsync("weight");

    [Theory]
    [InlineData("9.99", "9.99")]
    [InlineData("9.990000000000000000000000000000000000", "9.99")]
    [InlineData("999e-2", "9.99")]
    [InlineData("-0", "0.00")]
    [InlineData("-0.000", "0.00")]
    public async Task A_price_may_be_written_in_any_way_that_JSON_has(string written, string price)
    {
        var made = await (await SendAsync("price", written)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(price, made.GetProperty("price").GetRawText());
    }

    [Theory]
    [InlineData("PAID")]
    [InlineData(" paid ")]
    [InlineData("paid, refunded")]
    [InlineData("1")]
    public async Task A_status_is_spelt_as_it_is_described(string status)
    {
        var admin = await Shop.AdminAsync();
        await (await admin.PatchAsync("/sales/invoices/1/status", new { status })).ShouldRejectFieldAsync("status");
    }

    private async Task<HttpResponseMessage> SendAsync(string field, string number)
    {
        var price = field == "price" ? "" : "\"price\":4.5,";
        var body = $$"""
            {"name":"Rope","category":"toys","pet_type":"dog",{{price}}"stock_quantity":1,"{{field}}":{{number}}}
            """;
        return await (await Shop.AdminAsync()).SendTextAsync(HttpMethod.Post, "/products", body);
    }

    /// <summary>The route's path with this text as one parameter.</summary>
    private static string PathOf(RouteEndpoint endpoint, string name, string value) =>
        "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
            segment.Parts[0] switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter =>
                    parameter.Name == name ? value : "1",
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                _ => throw new NotSupportedException(),
            }));
}
