using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.IntegrationTests.Sales.Taxes;

/// <summary>The rates that a sale is charged, from memory.</summary>
public sealed class TaxTableTests : ShopTest
{
    private const string Path = "/sales/tax-rates";

    [Fact]
    public async Task The_first_sale_of_a_new_shop_is_taxed()
    {
        var home = await RulesAsync(Shop.Node, new(new("DE"), new(2026, 11, 27)));
        Assert.Equal(TaxTreatment.Taxed, home.Treatment);
        Assert.Equal("19 7 0", Percents(home));
        Assert.Equal(new RateOfTax(19, "DE", "VAT"), home.RateOf(TaxClass.Standard));
    }

    [Fact]
    public async Task A_rate_changes_at_midnight_in_the_shops_time_zone()
    {
        var (admin, berlin) = (await Shop.AdminAsync(), Shop.StartNode(("Shop:TimeZone", "Europe/Berlin")));
        var old = (await admin.ReadAsync($"{Path}?country=DE&tax_class=standard")).Items()[0].Id();
        await (await admin.PutAsync($"{Path}/{old}", new { valid_to = "2029-12-31" })).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PostAsync(Path, TaxRateTests.Rate("DE", percent: 20, from: "2030-01-01")))
            .ShouldBeAsync(HttpStatusCode.Created);
        var calendar = berlin.Services.GetRequiredService<ShopCalendar>();
        var last = new DateTimeOffset(2029, 12, 31, 22, 59, 59, TimeSpan.Zero);
        await BecomesAsync(berlin, new(new("DE"), calendar.DayOf(last)), "19 7 0");
        Assert.Equal("20 7 0",
            Percents(await RulesAsync(berlin, new(new("DE"), calendar.DayOf(last.AddSeconds(1))))));
    }

    [Fact]
    public async Task A_regions_rate_replaces_its_countrys_of_the_same_class()
    {
        var (admin, node) = (await Shop.AdminAsync(), Shop.StartNode(("Tax:Registrations", "CH")));
        foreach (var rate in new[]
        {
            TaxRateTests.Rate(percent: 8.1m), TaxRateTests.Rate(taxClass: "reduced", percent: 2.6m),
            TaxRateTests.Rate(region: "ZH", percent: 9), TaxRateTests.Rate(region: "ZH", taxClass: "zero", percent: 1),
        })
            await (await admin.PostAsync(Path, rate)).ShouldBeAsync(HttpStatusCode.Created);
        await BecomesAsync(node, new(new("CH", "ZH"), new(2026, 1, 1)), "9 2.6 1");
        Assert.Equal("8.1 2.6 0", Percents(await RulesAsync(node, new(new("CH", "BE"), new(2026, 1, 1)))));
        Assert.Equal("8.1 2.6 0", Percents(await RulesAsync(node, new(new("CH"), new(2026, 1, 1)))));
    }

    [Fact]
    public async Task A_change_is_seen_at_once_on_its_node_and_soon_on_the_others()
    {
        var (admin, other) = (await Shop.AdminAsync(), Shop.StartNode());
        var sale = new TaxedDelivery(new("DE"), new(2026, 11, 27));
        Assert.Equal("19 7 0", Percents(await RulesAsync(other, sale)));
        var id = (await admin.ReadAsync($"{Path}?country=DE&tax_class=standard")).Items()[0].Id();
        await (await admin.PutAsync($"{Path}/{id}", new { percent = 16 })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal("16 7 0", Percents(await RulesAsync(Shop.Node, sale)));
        await BecomesAsync(other, sale, "16 7 0");
        await (await admin.DeleteAsync($"{Path}/{id}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal("0 7 0", Percents(await RulesAsync(Shop.Node, sale)));
        await BecomesAsync(other, sale, "0 7 0");
        await (await admin.PostAsync(Path, TaxRateTests.Rate("DE", percent: 18))).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal("18 7 0", Percents(await RulesAsync(Shop.Node, sale)));
        await BecomesAsync(other, sale, "18 7 0");
    }

    [Theory]
    [InlineData("Tax:Registrations", "DE, XX", "Tax:Registrations contains 'XX'")]
    [InlineData("Tax:Registrations", "none, DE", "Tax:Registrations contains 'none'")]
    [InlineData("Tax:ShippingClass", "7", "Tax:ShippingClass must be standard, reduced or zero")]
    [InlineData("Shop:Country", "Germany", "Shop:Country is 'Germany'")]
    [InlineData("Shop:Country", "US", "A shop in US needs the code of its region, such as ")]
    [InlineData("Shop:Region", "Bavaria", "Shop:Region is 'Bavaria'")]
    public async Task A_node_does_not_start_with_a_setting_that_nobody_can_follow(
        string setting, string value, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => ShopProgram.RefuseAsync(
                ("ConnectionStrings:PetShop", Shop.Database.NodeConnectionString), (setting, value)));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static async Task<TaxRules> RulesAsync(ShopNode node, TaxedDelivery delivery) =>
        (await node.Services.GetRequiredService<ITaxTable>().CurrentAsync(default)).RulesFor(delivery);

    /// <summary>Waits for what another node wrote. Coherence tests prove how soon it is seen.</summary>
    private static async Task BecomesAsync(ShopNode node, TaxedDelivery delivery, string percents)
    {
        for (var tries = 0; tries < 600 && Percents(await RulesAsync(node, delivery)) != percents; tries++)
            await Task.Delay(50);
        Assert.Equal(percents, Percents(await RulesAsync(node, delivery)));
    }

    /// <summary>The rates of the three classes.</summary>
    private static string Percents(TaxRules rules) => string.Join(' ',
        Enum.GetValues<TaxClass>().Select(taxClass => $"{rules.RateOf(taxClass).Percent / 1.0000000000000000m}"));
}
