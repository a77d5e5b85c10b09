using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Http;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>Routes that declare If-Match or Idempotency-Key support these headers correctly.</summary>
public sealed class PromisedHeaderTests : ShopTest
{
    [Fact]
    public async Task Every_route_that_takes_If_Match_refuses_a_stale_one_and_nothing_else()
    {
        var rows = RowsWith<AcceptsIfMatchAttribute>();
        Assert.True(rows.Count > 20);
        foreach (var row in rows)
        {
            var scene = await EndpointScenario.SetAsync(Shop);
            await (await scene.CallAsync(row, Caller.Admin, ("If-Match", "\"v999\"")))
                .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
            await (await scene.CallAsync(row, Caller.Admin)).ShouldBeAsync((HttpStatusCode)row.Success);
        }
    }

    [Fact]
    public async Task Every_route_that_takes_an_Idempotency_Key_answers_the_first_answer_again()
    {
        // A refusal is not kept. Routes that are refused in the table have their successes in other tests.
        var rows = RowsWith<IdempotentAttribute>().FindAll(row => row.Success < 400);
        Assert.True(rows.Count >= 4);
        foreach (var row in rows)
        {
            var scene = await EndpointScenario.SetAsync(Shop);
            var caller = row.Expected(Caller.Admin) < 400 ? Caller.Admin : Caller.User;
            var first = await scene.CallAsync(row, caller, ("Idempotency-Key", "once"));
            var again = await scene.CallAsync(row, caller, ("Idempotency-Key", "once"));
            Assert.Equal(
                (await first.ShouldBeAsync((HttpStatusCode)row.Success)).GetRawText(),
                (await again.ShouldBeAsync((HttpStatusCode)row.Success)).GetRawText());
            Assert.Equal((false, true),
                (first.Headers.Contains("Idempotent-Replayed"), again.Headers.Contains("Idempotent-Replayed")));
            Assert.Equal((first.Headers.Location, first.Headers.ETag), (again.Headers.Location, again.Headers.ETag));
        }
    }

    private List<EndpointRow> RowsWith<T>() where T : Attribute
    {
        var routes = Shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<T>() is not null)
            .SelectMany(EndpointTableTests.RoutesOf).ToHashSet();
        return [.. EndpointTable.All.Where(row => routes.Contains(EndpointTableTests.Plain(row.Method, row.Path)))];
    }
}
