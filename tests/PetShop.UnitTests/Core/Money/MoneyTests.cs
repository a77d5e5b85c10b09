using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Money;

namespace PetShop.UnitTests.Core.Money;

public sealed class MoneyTests
{
    public sealed record Price
    {
        [Money]
        public decimal Amount { get; init; }

        [Money]
        public decimal? Before { get; init; }

        public decimal Weight { get; init; }
    }

    [Theory]
    [InlineData("EUR", "16.000", "16.00")]
    [InlineData("EUR", "16", "16.00")]
    [InlineData("JPY", "1600.000", "1600")]
    [InlineData("KWD", "1.5", "1.500")]
    public void Money_is_written_with_the_decimals_of_its_currency(string currency, string amount, string written)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        var json = JsonSerializer.Serialize(new Price { Amount = value, Weight = 1.250m }, Options(currency));
        Assert.Equal($$"""{"amount":{{written}},"before":null,"weight":1.250}""", json);
    }

    [Theory]
    [InlineData("JPY", "16.500", "16.5")]
    [InlineData("EUR", "1.125", "1.125")]
    public void An_old_amount_of_another_currency_is_never_rounded_to_the_present_one(
        string currency, string amount, string written)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith($$"""{"amount":{{written}},""",
            JsonSerializer.Serialize(new Price { Amount = value }, Options(currency)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("TND", 3)]
    public void A_currency_has_its_minor_unit(string code, int decimals) =>
        Assert.Equal(decimals, Currency.Of(code).Decimals);

    [Fact]
    public void An_amount_with_too_many_decimals_does_not_fit()
    {
        Assert.True(Currency.Of("EUR").Fits(1.250m));
        Assert.False(Currency.Of("EUR").Fits(1.255m));
        Assert.False(Currency.Of("JPY").Fits(0.5m));
    }

    [Fact]
    public void A_currency_that_is_no_code_stops_the_start() =>
        Assert.Contains("Shop:Currency is 'euro'", Validate(new() { Currency = "euro" }), StringComparison.Ordinal);

    [Theory, InlineData("UTC"), InlineData("Europe/Berlin"), InlineData("America/Argentina/Buenos_Aires")]
    public void A_time_zone_is_found_by_its_name(string zone) =>
        Assert.Null(Validate(new() { TimeZone = zone }));

    [Theory, InlineData("Europe/Berlinn"), InlineData("Berlin"), InlineData(""), InlineData("../localtime")]
    public void An_unknown_time_zone_prevents_startup(string zone) =>
        Assert.Contains($"Shop:TimeZone is '{zone}'", Validate(new() { TimeZone = zone }), StringComparison.Ordinal);

    [Theory, InlineData("DE", null)]
    [InlineData("DE", ""), InlineData("ES", "CN"), InlineData("US", "CA"), InlineData("HK", null)]
    public void A_country_and_region_are_found_by_their_codes(string country, string? region) =>
        Assert.Null(Validate(new() { Country = country, Region = region }));

    [Theory, InlineData("US", null), InlineData("US", "California"), InlineData("CA", "ca-on"), InlineData("AU", "XX")]
    [InlineData("DE", "Bavaria"), InlineData("ES", "c")]
    public void A_missing_or_unknown_region_prevents_startup(string country, string? region) => Assert.Contains(
        $"Shop:Region is '{region}'", Validate(new() { Country = country, Region = region }),
        StringComparison.Ordinal);

    [Theory, InlineData("de"), InlineData("XX"), InlineData("DEU"), InlineData("Germany"), InlineData("")]
    public void An_unknown_country_prevents_startup(string country) =>
        Assert.Contains(
            $"Shop:Country is '{country}'", Validate(new() { Country = country }), StringComparison.Ordinal);

    private static string? Validate(ShopOptions options) =>
        new ShopOptionsValidator().Validate(null, options).FailureMessage;

    private static JsonSerializerOptions Options(string currency) => new ServiceCollection()
        .AddOptions().AddShopJson().Configure<ShopOptions>(shop => shop.Currency = currency)
        .BuildServiceProvider().GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
}
