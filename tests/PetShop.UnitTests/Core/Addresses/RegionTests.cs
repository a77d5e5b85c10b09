using PetShop.Api.Core.Addresses;

namespace PetShop.UnitTests.Core.Addresses;

public sealed class RegionTests
{
    [Theory]
    [InlineData("US", "CA", "CA")]
    [InlineData("US", "california", "CA")]
    [InlineData("US", "us-ca", "CA")]
    [InlineData("US", "District of Columbia", "DC")]
    [InlineData("US", "Puerto Rico", "PR")]
    [InlineData("US", "GU", "GU")]
    [InlineData("US", "ae", "AE")]
    [InlineData("CA", "Québec", "QC")]
    [InlineData("CA", "prince edward island", "PE")]
    [InlineData("AU", "New South Wales", "NSW")]
    public void A_region_is_known_by_its_code_and_its_name(string country, string typed, string code) =>
        Assert.Equal(code, Countries.FindRegions(country)!.Find(typed));

    [Theory]
    [InlineData("US", "ON")]
    [InlineData("US", "Bavaria")]
    [InlineData("US", "ca-CA")]
    [InlineData("US", "\u0421\u0410")]      // Cyrillic letters
    [InlineData("CA", "California")]
    [InlineData("CA", "!")]
    public void Another_region_is_unknown(string country, string typed) =>
        Assert.Null(Countries.FindRegions(country)!.Find(typed));

    [Fact]
    public void The_states_and_provinces_are_complete()
    {
        string[] states = ["AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI",
            "IA", "ID", "IL", "IN",
            "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV",
            "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY"];
        Assert.Equal(51, states.Length);
        string[] territories = ["AS", "GU", "MP", "PR", "UM", "VI"];
        Assert.All(states.Concat(territories), code => Assert.Equal(code, Countries.FindRegions("US")!.Find(code)));
        string[] provinces = ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"];
        Assert.All(provinces, code => Assert.Equal(code, Countries.FindRegions("CA")!.Find(code)));
        Assert.Null(Countries.FindRegions("DE"));
    }
}
