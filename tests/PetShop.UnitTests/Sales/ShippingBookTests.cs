using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.UnitTests.Sales;

public sealed class ShippingBookTests
{
    [Theory]
    [InlineData("DE", null, "20095", "4")]         // 20 is more specific than the country
    [InlineData("DE", null, "20457", "6")]         // 20457 is more specific than 20
    [InlineData("DE", null, "2", "2")]
    [InlineData("DE", "BY", "80331", "3")]
    [InlineData("DE", "BY", "20095", "4")]         // a postal code is more specific than a region
    [InlineData("DE", null, null, "2")]
    [InlineData("AT", "BY", null, "1")]
    [InlineData("FR", null, "20095", "1")]         // a postal code of another country
    [InlineData("GB", null, "sw1a 1aa", "5")]
    [InlineData("GB", null, "SW-1A1AA", "5")]
    [InlineData("GB", null, "SW3 1AA", "5")]
    [InlineData("GB", null, "SW4 1AA", "1")]
    public void The_most_specific_zone_counts(string country, string? region, string? postalCode, string zone) =>
        Assert.Equal(zone, CodeOf(Zones(), country, region, postalCode));

    [Theory]
    [InlineData("35001", "3")]
    [InlineData("38001", "2")]
    [InlineData("38100", "4")]
    [InlineData("28001", "1")]
    public void A_zone_of_a_province_is_more_specific_than_one_of_its_region(string postalCode, string zone) =>
        Assert.Equal(zone, CodeOf(
            [
                Zone(1), Zone(2, regions: ["ES-CN"]), Zone(3, regions: ["ES-GC"]),
                Zone(4, postalCodes: [new("ES", "381", "381")]),
            ], "ES", null, postalCode));

    [Fact]
    public void Of_equally_specific_zones_the_oldest_counts()
    {
        ShippingZoneRecord[] zones = [Zone(2, countries: ["DE"]), Zone(1, countries: ["DE"])];
        Assert.Equal("1", CodeOf(zones, "DE", null, null));
    }

    [Fact]
    public void A_zone_without_a_method_that_fits_offers_nothing_although_a_wider_one_would()
    {
        var book = new ShippingBook(new(
            [Zone(1), Zone(2, countries: ["DE"]), Zone(3, countries: ["AT"])],
            [Method(1), Method(2) with { MaxWeight = 5 }]));
        Assert.Empty(book.OffersFor(new("AT", null, null), 1));
        Assert.Single(book.OffersFor(new("DE", null, null), 5));
        Assert.Empty(book.OffersFor(new("DE", null, null), 5.001m));
        Assert.Single(book.OffersFor(new("FR", null, null), 500));
    }

    [Fact]
    public void An_offer_has_the_methods_rule_and_delivery_time()
    {
        var method = Method(1) with { Id = 7, Basis = ShippingBasis.Subtotal, FreeFrom = 49, Description = "By bike" };
        var offer = Assert.Single(new ShippingBook(new([Zone(1)], [method])).OffersFor(new("DE", null, null), 0));
        Assert.Equal(("1", "By bike", ShippingKind.Delivery, 2, 3),
            (offer.Code, offer.Description, offer.Kind, offer.MinDays, offer.MaxDays));
        Assert.Equal((7L, "Post", ShippingBasis.Subtotal, 49m),
            (offer.Rule.MethodId, offer.Rule.Name, offer.Rule.Basis, offer.Rule.FreeFrom));
        Assert.Equal([new ShippingStep(0, 5)], offer.Rule.Steps);
    }

    private static ShippingZoneRecord[] Zones() =>
    [
        Zone(1), Zone(2, countries: ["DE"]), Zone(3, regions: ["DE-BY"]),
        Zone(4, postalCodes: [new("DE", "20", "20")]), Zone(5, postalCodes: [new("GB", "SW1", "SW3")]),
        Zone(6, postalCodes: [new("DE", "20457", "20457")]),
    ];

    private static string? CodeOf(ShippingZoneRecord[] zones, string country, string? region, string? postalCode) =>
        new ShippingBook(new(zones, [.. zones.Select(zone => Method(zone.Id))]))
            .OffersFor(new(country, region, postalCode), 1).SingleOrDefault()?.Code;

    private static ShippingZoneRecord Zone(
        long id, string[]? countries = null, string[]? regions = null, PostalCodeRange[]? postalCodes = null) =>
        new(id, countries ?? [], regions ?? [], postalCodes ?? []);

    /// <summary>A method with its zone's id as code.</summary>
    private static ShippingMethodRecord Method(long zone) => new()
    {
        Id = zone,
        ZoneId = zone,
        Code = $"{zone}",
        Name = "Post",
        Description = null,
        Kind = ShippingKind.Delivery,
        Basis = ShippingBasis.Flat,
        Steps = [new(0, 5)],
        FreeFrom = null,
        MinDays = 2,
        MaxDays = 3,
        MaxWeight = null,
    };
}
