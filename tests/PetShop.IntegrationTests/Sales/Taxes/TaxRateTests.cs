using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Services.Seeding;

namespace PetShop.IntegrationTests.Sales.Taxes;

public sealed class TaxRateTests : ShopTest
{
    private const string Path = "/sales/tax-rates";

    [Fact]
    public async Task A_rate_can_be_created_changed_and_removed()
    {
        var admin = await Shop.AdminAsync();
        var answer = await admin.PostAsync(Path, Rate(percent: 8.1m));
        var made = await answer.ShouldBeAsync(HttpStatusCode.Created);
        var own = $"{Path}/{made.Id()}";
        Assert.Equal(own, answer.Headers.Location!.ToString());
        Assert.Equal("8.1", made.GetProperty("percent").GetRawText());
        Assert.Equal(made.GetRawText(), (await admin.ReadAsync(own)).GetRawText());
        await (await admin.PutAsync(own, new { percent = 8.2m }, ifMatch: "\"v7\""))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        answer = await admin.PutAsync(
            own, new { percent = 8.125m, valid_to = "2030-12-31", source = (string?)null }, answer.Headers.ETag!.Tag);
        var changed = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("8.125 2030-12-31", $"{changed.GetProperty("percent")} {changed.Text("valid_to")}");
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("source").ValueKind);
        Assert.Equal("\"v2\"", answer.Headers.ETag!.Tag);
        await (await admin.DeleteAsync(own)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.GetAsync(own)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.PutAsync(own, new { percent = 1 })).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.DeleteAsync(own)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rates_are_listed_by_place_in_pages_and_filtered()
    {
        var admin = await Shop.AdminAsync();
        var (all, next) = (new List<JsonElement>(), $"{Path}?limit=30");
        for (var page = await admin.ReadAsync(
            next); ; page = await admin.ReadAsync($"{next}&cursor={page.Text("next_cursor")}"))
        {
            all.AddRange(page.Items());
            if (page.GetProperty("next_cursor").ValueKind == JsonValueKind.Null)
                break;
        }
        var places = all.ConvertAll(rate => $"{rate.Text("country")}-{rate.GetProperty("region").GetString()}");
        Assert.Equal(SeededRates.Read().Rates.Count, all.Count);
        Assert.Equal(places.Order(StringComparer.Ordinal), places);
        Assert.Equal("7 19", await PercentsAsync("country=DE"));
        Assert.Equal("7", await PercentsAsync("country=DE&tax_class=reduced"));
        Assert.Equal("7.25", await PercentsAsync("country=US&region=CA"));
        Assert.Equal("", await PercentsAsync("country=DE&on=2025-12-31"));
        Assert.Equal("7 19", await PercentsAsync("country=DE&on=2026-01-01"));
        foreach (var (query, field) in new[]
        {
            ("country=XX", "country"), ("country=de", "country"), ("country=", "country"), ("region=CA", "country"),
            ("on=2026-02-30", "on"), ("on=1.1.2026", "on"), ("tax_class=low", "tax_class"),
            ("country=US&region=cal", "region"),
        })
            await (await admin.GetAsync($"{Path}?{query}")).ShouldRejectFieldAsync(field);
        await (await admin.GetAsync($"{Path}?state=CA")).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"percent":19.00001}""", "percent")]
    [InlineData("""{"percent":-1}""", "percent")]
    [InlineData("""{"percent":100.0001}""", "percent")]
    [InlineData("""{"percent":null}""", "percent")]
    [InlineData("""{"percent":"8"}""", "percent")]
    [InlineData("""{"country":"XX"}""", "country")]
    [InlineData("""{"country":"ch"}""", "country")]
    [InlineData("""{"country":""}""", "country")]
    [InlineData("""{"country":"\u0421H"}""", "country")]
    [InlineData("""{"region":"zh"}""", "region")]
    [InlineData("""{"region":"CH-ZH"}""", "region")]
    [InlineData("""{"tax_class":"Standard"}""", "tax_class")]
    [InlineData("""{"tax_class":null}""", "tax_class")]
    [InlineData("""{"name":" "}""", "name")]
    [InlineData("""{"name":"\u200b"}""", "name")]
    [InlineData("""{"name":"123456789012345678901234567890123456789012345678901"}""", "name")]
    [InlineData("""{"valid_from":"2026-02-30"}""", "valid_from")]
    [InlineData("""{"valid_from":"2026-01-01T00:00:00Z"}""", "valid_from")]
    [InlineData("""{"valid_from":"0001-01-01"}""", "valid_from")]
    [InlineData("""{"valid_to":"9999-12-31"}""", "valid_to")]
    [InlineData("""{"valid_to":"2023-12-31"}""", "valid_to")]
    public async Task Bad_input_is_refused_at_its_field(string change, string field)
    {
        var admin = await Shop.AdminAsync();
        var body = JsonSerializer.SerializeToNode(Rate())!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        await (await admin.SendTextAsync(HttpMethod.Post, Path, body.ToJsonString())).ShouldRejectFieldAsync(field);
        var made = await (await admin.PostAsync(Path, Rate())).ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.SendTextAsync(HttpMethod.Put, $"{Path}/{made.Id()}", change)).ShouldRejectFieldAsync(field);
    }

    [Fact]
    public async Task Rates_of_one_place_and_class_never_overlap()
    {
        var admin = await Shop.AdminAsync();
        var first = await (await admin.PostAsync(Path, Rate(from: "2026-01-01", to: "2026-06-30")))
            .ShouldBeAsync(HttpStatusCode.Created);
        await RefusesAsync(Rate(from: "2026-06-30"));
        await RefusesAsync(Rate(from: "2025-01-01", to: "2026-01-01"));
        await RefusesAsync(Rate(from: "2026-03-01", to: "2026-03-01"));
        var second = await (await admin.PostAsync(Path, Rate(from: "2026-07-01")))
            .ShouldBeAsync(HttpStatusCode.Created);
        foreach (var other in new[] { Rate(region: "ZH"), Rate(taxClass: "reduced"), Rate(country: "LI") })
            await (await admin.PostAsync(Path, other)).ShouldBeAsync(HttpStatusCode.Created);
        foreach (var change in new object[] { new { valid_from = "2026-06-30" }, new { valid_from = "2020-01-01" } })
            await (await admin.PutAsync($"{Path}/{second.Id()}", change))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "tax-rate-overlap");
        await (await admin.PutAsync($"{Path}/{first.Id()}", new { valid_to = (string?)null }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "tax-rate-overlap");

        async Task RefusesAsync(object rate) => await (await admin.PostAsync(Path, rate))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "tax-rate-overlap");
    }

    [Fact]
    public async Task Of_many_rates_for_one_period_that_are_added_at_once_one_is_kept()
    {
        var admin = await Shop.AdminAsync();
        var answers = await SalesSteps.AtOnceAsync(24, i => admin.PostAsync(
            Path, Rate(percent: i, from: $"2026-01-{i % 20 + 1:D2}")));
        Assert.Equal(1, answers.CountOf(HttpStatusCode.Created));
        Assert.Equal(23, answers.CountOf(HttpStatusCode.Conflict));
        Assert.Equal(1, (await admin.ReadAsync($"{Path}?country=CH")).Count("total"));
        Assert.DoesNotContain(Shop.Node.Log.Lines,
            line => line.Contains("conflicted with another transaction", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_admin_changed_or_removed_is_not_added_again()
    {
        var admin = await Shop.AdminAsync();
        var german = (await admin.ReadAsync($"{Path}?country=DE&tax_class=standard")).Items()[0].Id();
        var polish = (await admin.ReadAsync($"{Path}?country=PL&tax_class=standard")).Items()[0].Id();
        await (await admin.PutAsync($"{Path}/{german}", new { percent = 16 })).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.DeleteAsync($"{Path}/{polish}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await SeedAsync();
        Assert.Equal("7 16", await PercentsAsync("country=DE"));
        Assert.Equal("8", await PercentsAsync("country=PL"));
        await Shop.Database.ExecuteAsync("DELETE FROM applied_seeds; DELETE FROM tax_rates");
        await SeedAsync();
        await SeedAsync();
        Assert.Equal("7 19", await PercentsAsync("country=DE"));
    }

    private async Task SeedAsync()
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<ISeeder>().OfType<TaxRateSeeder>().Single().SeedAsync(default);
    }

    private async Task<string> PercentsAsync(string query) => string.Join(' ',
        (await (await Shop.AdminAsync()).ReadAsync($"{Path}?{query}")).Items()
            .Select(rate => rate.GetProperty("percent").GetDecimal()).Order());

    internal static object Rate(
        string country = "CH", string? region = null, string taxClass = "standard", decimal percent = 8.1m,
        string from = "2024-01-01", string? to = null) =>
        new { country, region, tax_class = taxClass, percent, name = "VAT", valid_from = from, valid_to = to };
}
