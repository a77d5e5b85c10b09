using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.IntegrationTests.Contract.Outages;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Operations;

public sealed class LoggingRouteTests : ShopTest
{
    private const string Route = "/admin/logging";
    private const string Sales = "PetShop.Api.Sales";

    [Fact]
    public async Task A_level_applies_on_all_nodes_and_after_a_restart_until_it_is_taken_back()
    {
        var admin = await Shop.AdminAsync();
        var other = Shop.StartNode();
        await SetAsync(admin, Sales, "debug");
        Assert.Equal("debug", await LevelAtAsync(Shop.Node, Sales));
        await Eventually.TrueAsync(async () => await LevelAtAsync(other, Sales) == "debug", "the other node follows");
        var restarted = Shop.StartNode();
        await Eventually.TrueAsync(
            async () => await LevelAtAsync(restarted, Sales) == "debug", "a node that starts later knows it");
        await SetAsync(admin, Sales, null);
        Assert.Null(await LevelAtAsync(Shop.Node, Sales));
        await Eventually.TrueAsync(
            async () => await LevelAtAsync(other, Sales) is null && await LevelAtAsync(restarted, Sales) is null,
            "it is taken back everywhere");
    }

    [Fact]
    public async Task A_change_keeps_what_it_does_not_name()
    {
        var admin = await Shop.AdminAsync();
        await SetAsync(admin, Sales, "error");
        await (await admin.PutAsync(Route, new { stack_traces = false })).ShouldBeAsync(HttpStatusCode.OK);
        var answer = await admin.PutAsync(Route, new { @default = "critical" });
        var changed = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("critical", changed.Text("default"));
        Assert.Equal("error", changed.GetProperty("overrides").Text(Sales));
        Assert.Equal("warning", changed.GetProperty("overrides").Text("Microsoft"));
        Assert.False(changed.GetProperty("stack_traces").GetBoolean());
        var shown = await (await admin.GetAsync(Route)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(changed.GetRawText(), shown.GetRawText());
    }

    [Fact]
    public async Task A_source_set_to_null_loses_the_level_of_the_configuration()
    {
        var admin = await Shop.AdminAsync();
        Assert.Equal("warning", await LevelAtAsync(Shop.Node, "Npgsql"));
        await SetAsync(admin, "Npgsql", null);
        Assert.Null(await LevelAtAsync(Shop.Node, "Npgsql"));
    }

    [Fact]
    public async Task Admins_who_change_levels_at_once_do_not_undo_each_other()
    {
        var admin = await Shop.AdminAsync();
        await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => SetAsync(admin, $"Source{i}", "debug", "Shared", "error")));
        var levels = await LevelsAtAsync(Shop.Node);
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal("debug", levels.Text($"Source{i}")));
    }

    [Fact]
    public async Task A_source_in_another_spelling_is_the_same_source()
    {
        var admin = await Shop.AdminAsync();
        await SetAsync(admin, Sales, "debug");
        await SetAsync(admin, Sales.ToLowerInvariant(), "error");
        Assert.Equal(1, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM runtime_settings"));
        var levels = await LevelsAtAsync(Shop.Node);
        var level = Assert.Single(
            levels.EnumerateObject(), one => one.Name.Equals(Sales, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("error", level.Value.GetString());
    }

    [Theory]
    [InlineData("""{"default":"loud"}""", "default")]
    [InlineData("""{"default":null}""", "default")]
    [InlineData("""{"stack_traces":null}""", "stack_traces")]
    [InlineData("""{"overrides":{"":"debug"}}""", "overrides['']")]
    [InlineData("""{"overrides":{"A*B*C":"debug"}}""", "overrides['A*B*C']")]
    [InlineData("""{"overrides":{"Console:LogLevel":"debug"}}""", "overrides['Console:LogLevel']")]
    [InlineData("""{"overrides":{"default":"debug"}}""", "overrides['default']")]
    [InlineData("""{"overrides":{"Sales":"debug","sales":"error"}}""", "overrides['sales']")]
    public async Task A_change_that_cannot_be_made_is_refused_at_its_field(string body, string field)
    {
        var admin = await Shop.AdminAsync();
        var before = await (await admin.GetAsync(Route)).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync(Route, JsonDocument.Parse(body).RootElement)).ShouldRejectFieldAsync(field);
        var after = await (await admin.GetAsync(Route)).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(before.GetRawText(), after.GetRawText());
    }

    [Fact]
    public async Task Without_the_database_levels_stay_and_changes_follow_when_it_returns()
    {
        var database = new NpgsqlConnectionStringBuilder(Shop.Database.NodeConnectionString);
        await using var line = new InterruptibleProxy(database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", line.Port);
        var node = Shop.StartNode(("ConnectionStrings:PetShop", database.ConnectionString));
        var admin = await Shop.AdminAsync();
        await SetAsync(admin, Sales, "error");
        await Eventually.TrueAsync(() => LevelOf(node) == "Error", "the node follows");
        line.Cut();
        await Eventually.TrueAsync(() => Failures(node) == 1, "the node notices that it cannot read");
        await SetAsync(admin, Sales, "critical");
        Assert.Equal("Error", LevelOf(node));
        line.Mend();
        await Eventually.TrueAsync(() => LevelOf(node) == "Critical", "the node follows again");
        Assert.Equal(1, Failures(node));
    }

    private static int Failures(ShopNode node) =>
        node.Log.Lines.Count(line => line.Contains("The runtime settings cannot be read", StringComparison.Ordinal));

    private static string? LevelOf(ShopNode node) =>
        node.Services.GetRequiredService<IConfiguration>()[$"Logging:LogLevel:{Sales}"];

    private static Task SetAsync(Admin admin, string source, string? level) =>
        SetAsync(admin, new() { [source] = level });

    private static Task SetAsync(Admin admin, string source, string? level, string other, string otherLevel) =>
        SetAsync(admin, new() { [source] = level, [other] = otherLevel });

    private static async Task SetAsync(Admin admin, Dictionary<string, string?> overrides) =>
        await (await admin.PutAsync(Route, new { overrides })).ShouldBeAsync(HttpStatusCode.OK);

    private async Task<string?> LevelAtAsync(ShopNode node, string source) =>
        (await LevelsAtAsync(node)).TryGetProperty(source, out var level) ? level.GetString() : null;

    private async Task<JsonElement> LevelsAtAsync(ShopNode node)
    {
        var admin = (await Shop.AdminAsync()).At(node);
        return (await (await admin.GetAsync(Route)).ShouldBeAsync(HttpStatusCode.OK)).GetProperty("overrides");
    }
}
