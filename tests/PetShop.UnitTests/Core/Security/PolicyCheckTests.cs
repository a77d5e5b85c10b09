using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Security;

namespace PetShop.UnitTests.Core.Security;

public sealed class PolicyCheckTests
{
    [Fact]
    public void Endpoints_that_say_who_may_call_them_are_let_pass() => Check(app =>
    {
        app.MapGet("/named", Answer).RequireAuthorization(Policies.Admin);
        app.MapGet("/public", Answer).AllowAnonymous();
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapGroup("/group").RequireAuthorization(Policies.Admin).MapGet("/inside", Answer);
        app.MapGet("/named/and/asked", Answer).RequireAuthorization().RequireAuthorization(Policies.Admin);
    });

    [Fact]
    public void One_that_says_nothing_stops_the_start_by_its_name() =>
        AssertStops("/silent", app => app.MapGet("/silent", Answer));

    [Fact]
    public void One_that_asks_for_any_sign_in_names_no_policy() =>
        AssertStops("/vague", app => app.MapGet("/vague", Answer).RequireAuthorization());

    [Fact]
    public void One_that_names_a_policy_that_there_is_not_stops_the_start() =>
        AssertStops("/typo", app => app.MapGet("/typo", Answer).RequireAuthorization("admins"));

    [Fact]
    public void What_others_map_is_held_to_the_same() =>
        AssertStops("Health checks", app => app.MapHealthChecks("/health"));

    private static void AssertStops(string name, Action<WebApplication> map)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Check(map));
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/public", failure.Message, StringComparison.Ordinal);
    }

    private static void Check(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddHealthChecks();
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser());
        var app = builder.Build();
        app.MapGet("/public", Answer).AllowAnonymous();
        map(app);
        app.EnsurePoliciesAreNamed();
    }

    private static Task Answer(HttpContext context) => Task.CompletedTask;
}
