using PetShop.Api.Core.Addresses;

namespace PetShop.UnitTests.Core.Addresses;

public sealed class PostalCodeTests
{
    [Theory]
    [InlineData("DE", "20457", "20457")]
    [InlineData("DE", "DE-20457", "20457")]
    [InlineData("AT", "1010", "1010")]
    [InlineData("CH", "CH-8001", "8001")]
    [InlineData("GB", "sw1a1aa", "SW1A 1AA")]
    [InlineData("GB", "M1 1AE", "M1 1AE")]
    [InlineData("GB", "ec1a-1bb", "EC1A 1BB")]
    [InlineData("GB", "gir 0aa", "GIR 0AA")]
    [InlineData("NL", "1234ab", "1234 AB")]
    [InlineData("PL", "00950", "00-950")]
    [InlineData("PT", "1250 096", "1250-096")]
    [InlineData("SE", "SE-114 55", "114 55")]
    [InlineData("CZ", "11000", "110 00")]
    [InlineData("GR", "15124", "151 24")]
    [InlineData("FR", "33 380", "33380")]
    [InlineData("IE", "a65f4e2", "A65 F4E2")]
    [InlineData("LV", "1073", "LV-1073")]
    [InlineData("LV", "lv1073", "LV-1073")]
    [InlineData("US", "95014", "95014")]
    [InlineData("US", "221621010", "22162-1010")]
    [InlineData("US", "22162 1010", "22162-1010")]
    [InlineData("CA", "h3z2y7", "H3Z 2Y7")]
    [InlineData("BR", "40301110", "40301-110")]
    [InlineData("JP", "1540023", "154-0023")]
    [InlineData("JP", "１５４－００２３", "154-0023")]
    [InlineData("JP", "154–0023", "154-0023")]
    [InlineData("IN", "110 034", "110034")]
    [InlineData("AR", "c1070aam", "C1070AAM")]
    [InlineData("FK", "fiqq1zz", "FIQQ 1ZZ")]
    [InlineData("HK", "00000", "00000")]
    [InlineData("AE", "po box-1", "PO BOX-1")]
    public void A_postal_code_is_written_as_its_country_does(string country, string typed, string expected) =>
        Assert.Equal(expected, Countries.Find(country)!.FormatPostalCode(typed));

    [Theory]
    [InlineData("DE", "2045")]
    [InlineData("DE", "204577")]
    [InlineData("DE", "2045O")]
    [InlineData("DE", "20457\n")]
    [InlineData("DE", "٢٠٤٥٧")]
    [InlineData("DE", "20_457")]
    [InlineData("DE", "-")]
    [InlineData("GB", "SW1A")]
    [InlineData("GB", "XX1 1AA")]
    [InlineData("GB", "SW1A 1AI")]
    [InlineData("GB", "\u0405W1A 1AA")]    // a Cyrillic letter
    [InlineData("NL", "0234 AB")]
    [InlineData("NL", "1234 SS")]
    [InlineData("US", "9501")]
    [InlineData("US", "95014-12")]
    [InlineData("CA", "D3Z 2Y7")]
    [InlineData("PL", "0-950")]
    [InlineData("AT", "DE-1010")]
    [InlineData("MC", "75001")]
    [InlineData("HK", "--")]
    [InlineData("HK", "A  1")]
    [InlineData("HK", "А1")]       // a Cyrillic letter
    public void Another_postal_code_is_refused(string country, string typed) =>
        Assert.Null(Countries.Find(country)!.FormatPostalCode(typed));

    [Fact]
    public void Each_country_accepts_its_own_example_and_changes_no_formatted_code()
    {
        var wrong = Countries.All.Where(country => country.PostalCodes is not null)
            .Where(country => country.FormatPostalCode(country.PostalCodes!.Example) is not { } formatted
                || formatted != country.PostalCodes.Example || country.FormatPostalCode(formatted) != formatted)
            .Select(country => country.Code);
        Assert.Empty(wrong);
    }

    [Fact]
    public void All_countries_of_the_standard_are_known_and_no_other()
    {
        Assert.Equal(249, Countries.All.Count());
        Assert.All(Countries.All, country => Assert.Matches("^[A-Z]{2}$", country.Code));
        Assert.All(Countries.All, country => Assert.Contains('C', country.Layout));
        Assert.Equal("DE", Countries.Find("de")!.Code);
        Assert.All(new[] { "XX", "UK", "EU", "DEU", "D", "", "\u0434\u0435", null },
            code => Assert.Null(Countries.Find(code)));
    }

    [Theory]
    [InlineData("DE", true)]
    [InlineData("US", true)]
    [InlineData("IE", false)]
    [InlineData("HK", false)]
    [InlineData("AE", false)]
    public void A_postal_code_is_required_where_each_address_has_one(string country, bool isRequired) =>
        Assert.Equal(isRequired, Countries.Find(country)!.NeedsPostalCode);
}
