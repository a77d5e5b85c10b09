using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Seeding;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.UnitTests.Sales;

public sealed class TaxRateBookTests
{
    private const string French = "FR40303265045";
    private static readonly DateOnly Day = new(2026, 11, 27);

    [Theory]
    [InlineData("DE", null, "DE", null, null, "Taxed DE 19")]
    [InlineData("DE", null, "FR", null, null, "Taxed DE 19")]                  // below the threshold: home rates
    [InlineData("DE", "DE,FR", "FR", null, null, "Taxed FR 20")]
    [InlineData("DE", "DE,FR", "MC", null, null, "Taxed FR 20")]               // Monaco counts as France
    [InlineData("DE", "DE,MC", "MC", null, null, "Taxed FR 20")]
    [InlineData("DE", "DE,ES", "ES", "CN", null, "NotRegistered")]             // Spanish VAT is not charged there
    [InlineData("DE", null, "ES", "CN", null, "NotRegistered")]                // the Canary Islands are outside
    [InlineData("DE", null, "ES", "M", null, "Taxed DE 19")]
    [InlineData("DE", null, "CH", null, null, "NotRegistered")]
    [InlineData("DE", null, "GB", null, null, "NotRegistered")]
    [InlineData("DE", "DE,US-CA", "US", "CA", null, "Taxed US-CA 7.25")]
    [InlineData("DE", "DE,US-CA", "US", "NY", null, "NotRegistered")]
    [InlineData("DE", "DE,US-CA", "US", null, null, "NotRegistered")]
    [InlineData("DE", "DE,US", "US", "NY", null, "Taxed US-NY 4")]
    [InlineData("GB", null, "FR", null, null, "NotRegistered")]
    [InlineData("DE", "none", "DE", null, null, "NotRegistered")]
    [InlineData("DE", "none", "FR", null, French, "NotRegistered")]
    [InlineData("DE", null, "FR", null, French, "ReverseCharge")]
    [InlineData("DE", "DE,FR", "FR", null, French, "ReverseCharge")]
    [InlineData("DE", null, "AT", null, French, "ReverseCharge")]              // the number of any other member
    [InlineData("DE", null, "FR", null, "DE123456789", "Taxed DE 19")]         // not one of the shop's country
    [InlineData("DE", null, "GR", null, "EL123456789", "ReverseCharge")]
    [InlineData("GR", null, "FR", null, "EL123456789", "Taxed GR 24")]
    [InlineData("DE", null, "DE", null, French, "Taxed DE 19")]
    [InlineData("DE", null, "FR", null, "CHE123456789", "Taxed DE 19")]
    [InlineData("DE", null, "CH", null, French, "NotRegistered")]
    [InlineData("GB", null, "FR", null, French, "NotRegistered")]
    public void A_sale_is_taxed_where_the_shop_is_registered(
        string home, string? registrations, string country, string? region, string? vatNumber, string expected)
    {
        var rules = Book(home, registrations).RulesFor(new(new(country, region), Day, vatNumber));
        var rate = rules.RateOf(TaxClass.Standard);
        Assert.Equal(expected, rules.Treatment == TaxTreatment.Taxed
            ? FormattableString.Invariant($"{rules.Treatment} {rate.Place} {rate.Percent}")
            : $"{rules.Treatment}");
    }

    [Theory]
    [InlineData("ES", "M", "28001", "Taxed DE 19")]
    [InlineData("ES", "Madrid", "35001", "NotRegistered")]      // Las Palmas, whatever was typed as region
    [InlineData("ES", null, "38 001", "NotRegistered")]         // Santa Cruz de Tenerife
    [InlineData("ES", "CN", "28001", "Taxed DE 19")]            // Madrid: the region was typed wrongly, or to save tax
    [InlineData("ES", null, "51001", "NotRegistered")]          // Ceuta
    [InlineData("ES", null, "52001", "NotRegistered")]          // Melilla
    [InlineData("FI", null, "22100", "NotRegistered")]          // Åland
    [InlineData("FI", "01", "00100", "Taxed DE 19")]
    [InlineData("GR", null, "630 86", "NotRegistered")]         // Mount Athos
    [InlineData("DE", null, "27498", "NotRegistered")]          // Heligoland
    [InlineData("DE", null, "78266", "NotRegistered")]          // Büsingen
    [InlineData("IT", null, "23041", "NotRegistered")]          // Livigno
    [InlineData("IT", null, "22061", "NotRegistered")]          // Campione d'Italia
    [InlineData("FR", null, "97400", "NotRegistered")]          // Réunion
    [InlineData("MC", null, "98000", "Taxed DE 19")]
    [InlineData("PT", null, "9500-321", "Taxed DE 19")]         // the Azores belong to the VAT area
    public void The_postal_code_says_whether_a_place_is_in_the_VAT_area(
        string country, string? region, string postalCode, string expected)
    {
        var rules = Book("DE", "DE").RulesFor(new(new(country, region, postalCode), Day));
        var rate = rules.RateOf(TaxClass.Standard);
        Assert.Equal(expected, rules.Treatment == TaxTreatment.Taxed
            ? FormattableString.Invariant($"{rules.Treatment} {rate.Place} {rate.Percent}")
            : $"{rules.Treatment}");
    }

    [Theory]
    [InlineData("1000-001", "PT 23")]
    [InlineData("9500-321", "PT-20 16")]        // Azores
    [InlineData("9400-001", "PT-30 22")]        // Porto Santo, Madeira
    public void Rates_of_the_Azores_and_Madeira_go_by_the_postal_code(string postalCode, string expected)
    {
        TaxRateRecord[] rates =
        [
            new("PT", "", TaxClass.Standard, 23, "VAT", Day, null),
            new("PT", "20", TaxClass.Standard, 16, "VAT", Day, null),
            new("PT", "30", TaxClass.Standard, 22, "VAT", Day, null),
        ];
        var book = new TaxRateBook(rates, TaxPolicy.From(new(), new() { Country = "PT" }));
        var rate = book.RulesFor(new(new("PT", "Lisboa", postalCode), Day)).RateOf(TaxClass.Standard);
        Assert.Equal(expected, FormattableString.Invariant($"{rate.Place} {rate.Percent}"));
        Assert.True(book.DependsOnRegion(Day));
    }

    [Theory]
    [InlineData("US", "US", true)]
    [InlineData("US", "US-CA", true)]
    [InlineData("US", "none", false)]
    [InlineData("DE", null, false)]
    public void Tax_depends_on_the_region_where_regions_have_rates_that_are_charged(
        string home, string? registrations, bool expected) =>
        Assert.Equal(expected, Book(home, registrations).DependsOnRegion(Day));

    [Theory]
    [InlineData("ES-GC", "CN", true)]
    [InlineData("ES-CN", "GC", true)]
    [InlineData("ES-CE", "CN", false)]
    public void It_depends_on_the_region_too_if_the_shop_is_registered_in_a_part_of_it_only(
        string registrations, string regionOfRate, bool expected)
    {
        TaxRateRecord[] rates = [new("ES", regionOfRate, TaxClass.Standard, 7, "IGIC", Day, null)];
        var policy = TaxPolicy.From(new() { Registrations = registrations }, new() { Country = "ES" });
        Assert.Equal(expected, new TaxRateBook(rates, policy).DependsOnRegion(Day));
    }

    [Fact]
    public void A_shop_on_the_Canary_Islands_is_not_in_the_VAT_area()
    {
        var policy = TaxPolicy.From(new(), new() { Country = "ES", Region = "GC" });
        Assert.Equal(TaxTreatment.NotRegistered, policy.TreatmentOf(new(new("FR", null, "75002"), Day, French)));
    }

    [Theory]
    [InlineData("GC", "GC", "35001", "Taxed ES-GC 7")]
    [InlineData("GC", "CN", "35001", "Taxed ES-CN 7")]
    [InlineData("GC", "CN", "38001", "Taxed ES-CN 7")]      // the other province
    [InlineData("CN", "CN", "35001", "Taxed ES-CN 7")]
    [InlineData("CN", "CN", "38001", "Taxed ES-CN 7")]
    [InlineData("CN", "TF", "38001", "Taxed ES-TF 7")]
    [InlineData("CN", "GC", "38001", "Taxed  0")]           // never the rates of mainland Spain
    [InlineData("GC", null, "35001", "Taxed  0")]
    [InlineData("CN", "CN", "28001", "NotRegistered")]
    [InlineData("CN", "CN", "51001", "NotRegistered")]      // Ceuta
    public void A_shop_on_the_Canary_Islands_charges_the_rates_of_its_region(
        string home, string? regionOfRate, string postalCode, string expected)
    {
        List<TaxRateRecord> rates = [new("ES", "", TaxClass.Standard, 21, "IVA", Day, null)];
        if (regionOfRate is not null)
            rates.Add(new("ES", regionOfRate, TaxClass.Standard, 7, "IGIC", Day, null));
        var book = new TaxRateBook(rates, TaxPolicy.From(new(), new() { Country = "ES", Region = home }));
        var rules = book.RulesFor(new(new("ES", null, postalCode), Day));
        var rate = rules.RateOf(TaxClass.Standard);
        Assert.Equal(expected, rules.Treatment == TaxTreatment.Taxed
            ? FormattableString.Invariant($"{rules.Treatment} {rate.Place} {rate.Percent}")
            : $"{rules.Treatment}");
    }

    [Fact]
    public void The_rules_carry_the_settings_and_the_rates_of_home()
    {
        var options = new TaxOptions
        {
            PricesIncludeTax = false, KeepGrossPrice = false, ShippingClass = TaxClass.Reduced,
            Registrations = "DE, FR",
        };
        var rules = Book("DE", options).RulesFor(new(new("FR"), Day));
        Assert.Equal((false, false, TaxClass.Reduced),
            (rules.PricesIncludeTax, rules.KeepsGrossPrice, rules.ShippingClass));
        Assert.Equal((7, 20), (rules.Home.Of(TaxClass.Reduced).Percent, rules.RateOf(TaxClass.Reduced).Percent));
    }

    [Fact]
    public void Seeded_rates_are_of_known_places_and_one_for_each_class()
    {
        var rates = SeededRates.Read().Rates;
        Assert.Equal(27 + 2 + 1 + 46, rates.Count);
        Assert.All(rates, rate => Assert.True(Places.IsPlace(Places.PlaceOf(rate.Country, rate.Region))));
        Assert.All(rates, rate => Assert.InRange(rate.Percent, 2.9m, 27));
        Assert.Equal(rates.Count, rates.DistinctBy(rate => (rate.Country, rate.Region, rate.TaxClass)).Count());
        Assert.Equal(Places.OfEu, rates.Where(rate => rate.Country is not ("US" or "GB")
            && rate.TaxClass == TaxClass.Standard).Select(rate => rate.Country));
        Assert.Equal(["DE", "PL"], rates.Where(rate => rate.TaxClass == TaxClass.Reduced).Select(rate => rate.Country));
    }

    private static TaxRateBook Book(string home, string? registrations) =>
        Book(home, new TaxOptions { Registrations = registrations });

    private static TaxRateBook Book(string home, TaxOptions options)
    {
        var seeded = SeededRates.Read();
        return new(
            seeded.Rates.Select(rate => new TaxRateRecord(
                rate.Country, rate.Region ?? "", rate.TaxClass, rate.Percent, rate.Name, seeded.ValidFrom, null)),
            TaxPolicy.From(options, new() { Country = home }));
    }
}
