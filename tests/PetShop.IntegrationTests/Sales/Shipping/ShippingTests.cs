using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Services.Seeding;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.IntegrationTests.Sales.Shipping;

public sealed class ShippingTests : ShopTest
{
    private const string Zones = "/sales/shipping-zones";
    private const string Methods = "/sales/shipping-methods";

    [Fact]
    public async Task A_new_shop_delivers_at_home_and_in_the_EU()
    {
        await SeedAsync();
        Assert.Equal("standard express pick-up", await OffersAsync(Shop.Node, "DE"));
        Assert.Equal("standard", await OffersAsync(Shop.Node, "FR"));
        Assert.Equal("", await OffersAsync(Shop.Node, "US"));
        Assert.Equal("standard pick-up", await OffersAsync(Shop.Node, "DE", weight: 31.501m));
        Assert.Equal("standard express pick-up", await OffersAsync(Shop.Node, "DE", weight: 31.5m));
        var admin = await Shop.AdminAsync();
        var standard = (await admin.ReadAsync(Methods)).Items()[0];
        Assert.Equal("""[{"from":0,"price":4.90},{"from":5,"price":6.90},{"from":15,"price":11.90},"""
            + """{"from":31.5,"price":39.90}]""",
            standard.GetProperty("steps").GetRawText());
        Assert.Equal("49.00 null",
            $"{standard.GetProperty("free_from").GetRawText()} {standard.GetProperty("max_weight").GetRawText()}");
    }

    [Fact]
    public async Task Zones_and_methods_can_be_created_changed_and_removed()
    {
        var admin = await Shop.AdminAsync();
        var answer = await admin.PostAsync(Zones, new
        {
            name = "North",
            countries = new[] { "NO", "NO" },
            regions = new[] { "FI-01" },
            postal_codes = new object[]
            {
                new { country = "GB", from = "ze 1", to = "ze 3" }, new { country = "SE", from = "98" }
            },
        });
        var zone = await answer.ShouldBeAsync(HttpStatusCode.Created);
        var own = $"{Zones}/{zone.Id()}";
        Assert.Equal(own, answer.Headers.Location!.ToString());
        Assert.Equal("""["NO"] ["FI-01"]""", $"{zone.GetProperty("countries")} {zone.GetProperty("regions")}");
        Assert.Equal("""[{"country":"GB","from":"ZE1","to":"ZE3"},{"country":"SE","from":"98","to":"98"}]""",
            zone.GetProperty("postal_codes").GetRawText());
        answer = await admin.PutAsync(own, new { postal_codes = Array.Empty<object>() }, answer.Headers.ETag!.Tag);
        zone = await answer.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("""["NO"] []""", $"{zone.GetProperty("countries")} {zone.GetProperty("postal_codes")}");
        await (await admin.PutAsync(own, new { name = "X" }, "\"v1\""))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);

        answer = await admin.PostAsync(Methods, Method(zone.Id()));
        var method = await answer.ShouldBeAsync(HttpStatusCode.Created);
        var path = $"{Methods}/{method.Id()}";
        Assert.Equal(path, answer.Headers.Location!.ToString());
        Assert.Equal(method.GetRawText(), (await admin.ReadAsync(path)).GetRawText());
        await (await admin.PostAsync(Methods, Method(zone.Id())))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "duplicate-code");
        await (await admin.PostAsync(Methods, Method(zone.Id() + 1_000))).ShouldRejectFieldAsync("zone_id");
        Assert.Equal("van", await OffersAsync(Shop.Node, "NO"));
        await (await admin.PutAsync(path, new { is_active = false })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("", await OffersAsync(Shop.Node, "NO"));
        Assert.Equal(1, (await admin.ReadAsync($"{Methods}?zone_id={zone.Id()}&is_active=false")).Count("total"));
        await (await admin.DeleteAsync(own)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "in-use");
        await (await admin.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.DeleteAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.DeleteAsync(own)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.GetAsync(own)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await SeedAsync();
        var admin = await Shop.AdminAsync();
        Assert.Equal("standard express pick-up standard", await WalkAsync(Methods, "code"));
        Assert.Equal("Home European Union", await WalkAsync(Zones, "name"));

        async Task<string> WalkAsync(string path, string member)
        {
            var (found, page) = (new List<string>(), await admin.ReadAsync($"{path}?limit=1"));
            for (; ; page = await admin.ReadAsync($"{path}?limit=1&cursor={page.Text("next_cursor")}"))
            {
                found.AddRange(page.Items().Select(item => item.Text(member)));
                if (page.GetProperty("next_cursor").ValueKind == JsonValueKind.Null)
                    return string.Join(' ', found);
            }
        }
    }

    [Theory]
    [InlineData("""{"name":"\u2060"}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"countries":["XX"]}""", "countries")]
    [InlineData("""{"countries":[null]}""", "countries")]
    [InlineData("""{"regions":["CA"]}""", "regions")]
    [InlineData("""{"regions":["XX-CA"]}""", "regions")]
    [InlineData("""{"postal_codes":[null]}""", "postal_codes")]
    [InlineData("""{"postal_codes":[{"country":"XX","from":"1"}]}""", "postal_codes[0].country")]
    [InlineData("""{"postal_codes":[{"country":"DE","from":"--"}]}""", "postal_codes[0].from")]
    [InlineData("""{"postal_codes":[{"country":"DE","from":"12345678901"}]}""", "postal_codes[0].from")]
    [InlineData("""{"postal_codes":[{"country":"DE","from":"\u0661"}]}""", "postal_codes[0].from")]
    [InlineData("""{"postal_codes":[{"country":"DE","from":"20","to":"199"}]}""", "postal_codes[0].to")]
    [InlineData("""{"postal_codes":[{"country":"DE","from":"20","to":"19"}]}""", "postal_codes[0].to")]
    public async Task Bad_zones_are_refused_at_their_field(string change, string field)
    {
        var admin = await Shop.AdminAsync();
        await RefusesAsync(admin, Zones, new { name = "North", countries = new[] { "NO" } }, change, field);
        await (await admin.SendTextAsync(HttpMethod.Put, $"{Zones}/1", change)).ShouldRejectFieldAsync(field);
    }

    [Theory]
    [InlineData("""{"code":"Van"}""", "code")]
    [InlineData("""{"code":"v n"}""", "code")]
    [InlineData("""{"name":"\u200b\u200b"}""", "name")]
    [InlineData("""{"steps":[]}""", "steps")]
    [InlineData("""{"steps":[null]}""", "steps")]
    [InlineData("""{"steps":[{"from":0}]}""", "steps[0].price")]
    [InlineData("""{"steps":[{"from":0,"price":-1}]}""", "steps[0].price")]
    [InlineData("""{"steps":[{"from":0,"price":4.999}]}""", "steps[0].price")]
    [InlineData("""{"steps":[{"from":1,"price":4}]}""", "steps[0].from")]
    [InlineData("""{"steps":[{"from":0,"price":4},{"from":0,"price":5}]}""", "steps[1].from")]
    [InlineData("""{"steps":[{"from":0,"price":4},{"from":2,"price":5},{"from":1,"price":6}]}""", "steps[2].from")]
    [InlineData("""{"steps":[{"from":0,"price":4},{"from":1.0001,"price":5}]}""", "steps[1].from")]
    [InlineData("""{"basis":"flat","steps":[{"from":0,"price":4},{"from":1,"price":5}]}""", "steps")]
    [InlineData("""{"basis":"subtotal","steps":[{"from":0,"price":4},{"from":1.001,"price":5}]}""", "steps[1].from")]
    [InlineData("""{"basis":"volume"}""", "basis")]
    [InlineData("""{"kind":null}""", "kind")]
    [InlineData("""{"min_days":3,"max_days":2}""", "max_days")]
    [InlineData("""{"min_days":-1}""", "min_days")]
    [InlineData("""{"max_days":366}""", "max_days")]
    [InlineData("""{"free_from":-1}""", "free_from")]
    [InlineData("""{"free_from":48.999}""", "free_from")]
    [InlineData("""{"max_weight":0}""", "max_weight")]
    [InlineData("""{"max_weight":0.0001}""", "max_weight")]
    [InlineData("""{"position":10001}""", "position")]
    public async Task Bad_methods_are_refused_at_their_field(string change, string field)
    {
        var admin = await Shop.AdminAsync();
        var zone = (await (await admin.PostAsync(Zones, new { name = "North", countries = new[] { "NO" } }))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        await RefusesAsync(admin, Methods, Method(zone), change, field);
        var made = await (await admin.PostAsync(Methods, Method(zone))).ShouldBeAsync(HttpStatusCode.Created);
        await (await admin.SendTextAsync(HttpMethod.Put, $"{Methods}/{made.Id()}", change))
            .ShouldRejectFieldAsync(field);
    }

    [Fact]
    public async Task A_change_is_seen_at_once_on_its_node_and_soon_on_the_others()
    {
        var (admin, other) = (await Shop.AdminAsync(), Shop.StartNode());
        Assert.Equal("", await OffersAsync(other, "NO"));
        var zone = (await (await admin.PostAsync(Zones, new { name = "North", countries = new[] { "NO" } }))
            .ShouldBeAsync(HttpStatusCode.Created)).Id();
        await (await admin.PostAsync(Methods, Method(zone))).ShouldBeAsync(HttpStatusCode.Created);
        await BecomesAsync("NO", "van");
        await (await admin.PutAsync($"{Zones}/{zone}", new { countries = new[] { "IS" } }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await BecomesAsync("NO", "");
        await BecomesAsync("IS", "van");

        async Task BecomesAsync(string country, string codes)
        {
            Assert.Equal(codes, await OffersAsync(Shop.Node, country));
            for (var tries = 0; tries < 600 && await OffersAsync(other, country) != codes; tries++)
                await Task.Delay(50);
            Assert.Equal(codes, await OffersAsync(other, country));
        }
    }

    [Fact]
    public async Task Shipping_is_added_once_and_never_to_a_shop_that_has_sold()
    {
        var admin = await Shop.AdminAsync();
        await SeedAsync();
        await (await admin.DeleteAsync($"{Methods}/{(await admin.ReadAsync(Methods)).Items()[0].Id()}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await SeedAsync();
        Assert.Equal(3, (await admin.ReadAsync(Methods)).Count("total"));
        await (await Shop.SignUpAsync()).OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await Shop.Database.ExecuteAsync(
            "DELETE FROM applied_seeds; DELETE FROM shipping_methods; DELETE FROM shipping_zones");
        await SeedAsync();
        Assert.Equal(0, (await admin.ReadAsync(Zones)).Count("total"));
    }

    private async Task SeedAsync()
    {
        var node = Shop.StartNode(("Seed:Catalogue", "true"));
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<ISeeder>().OfType<ShippingSeeder>().Single().SeedAsync(default);
    }

    private static async Task RefusesAsync(Admin admin, string path, object valid, string change, string field)
    {
        var body = JsonSerializer.SerializeToNode(valid)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();
        await (await admin.SendTextAsync(HttpMethod.Post, path, body.ToJsonString())).ShouldRejectFieldAsync(field);
    }

    private static async Task<string> OffersAsync(ShopNode node, string country, decimal weight = 1) =>
        string.Join(' ', (await node.Services.GetRequiredService<IShippingTable>().CurrentAsync(default))
            .OffersFor(new(country, null, null), weight).Select(offer => offer.Code));

    private static object Method(long zone) => new
    {
        zone_id = zone,
        code = "van",
        name = "Van",
        kind = "delivery",
        basis = "weight",
        steps = new[] { new { from = 0m, price = 5m }, new { from = 2.5m, price = 7.5m } },
        min_days = 1,
        max_days = 2,
    };
}
