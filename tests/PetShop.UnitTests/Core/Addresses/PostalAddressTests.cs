using PetShop.Api.Core.Addresses;

namespace PetShop.UnitTests.Core.Addresses;

public sealed class PostalAddressTests
{
    private static readonly PostalAddress Address = new()
    {
        Name = "Robin Barker",
        Company = null,
        Line1 = "12 Harbour Street",
        Line2 = null,
        City = "Hamburg",
        Region = null,
        PostalCode = "20457",
        Country = "DE",
        Phone = "+49401234567",
    };

    [Theory]
    [InlineData("DE", "Hamburg", null, "20457", "20457 Hamburg|Germany")]
    [InlineData("GB", "London", null, "SW1A 1AA", "London|SW1A 1AA|United Kingdom")]
    [InlineData("GB", "Reading", "Berkshire", "RG1 1AA", "Reading|RG1 1AA|Berkshire|United Kingdom")]
    [InlineData("US", "Austin", "TX", "73301", "Austin, TX 73301|United States")]
    [InlineData("CA", "Montreal", "QC", "H3Z 2Y7", "Montreal QC H3Z 2Y7|Canada")]
    [InlineData("CO", "Bogotá", null, "111221", "Bogotá, 111221|Colombia")]
    [InlineData("BR", "Salvador", null, "40301-110", "Salvador|40301-110|Brazil")]
    [InlineData("HK", "Kowloon", null, null, "Kowloon|Hong Kong")]
    [InlineData("HK", "Kowloon", null, "00000", "Kowloon|00000|Hong Kong")]
    [InlineData("TR", "Ankara", null, "06101", "06101 Ankara|Türkiye")]
    public void The_place_is_written_in_the_order_of_the_country(
        string country, string city, string? region, string? code, string expected)
    {
        var address = Address with { Country = country, City = city, Region = region, PostalCode = code };
        Assert.Equal($"Robin Barker\n12 Harbour Street\n{expected.Replace('|', '\n')}", address.ToText());
    }

    [Fact]
    public void Company_and_second_line_are_written_if_there_are_any() =>
        Assert.Equal("Robin Barker\nDogs Ltd\n12 Harbour Street\nFloor 2\n20457 Hamburg\nGermany",
            (Address with { Company = "Dogs Ltd", Line2 = "Floor 2" }).ToText());

    [Fact]
    public void Every_country_writes_all_parts_of_an_address()
    {
        var incomplete = Countries.All.Where(country =>
        {
            var text = (Address with { Country = country.Code, Region = "Region", PostalCode = "Code" }).ToText();
            return new[] { "Hamburg", "Region", "Code", country.Name }.Any(part => text.Split(part).Length != 2)
                || text.Split('\n').Any(line => line.Trim(' ', ',', '-', '/') != line);
        });
        Assert.Empty(incomplete.Select(country => country.Code));
    }
}
