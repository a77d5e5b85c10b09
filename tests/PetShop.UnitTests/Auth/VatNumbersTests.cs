using PetShop.Api.Auth.Services.Accounts;

namespace PetShop.UnitTests.Auth;

public sealed class VatNumbersTests
{
    [Theory]
    [InlineData("ATU12345678"), InlineData("BE0123456789"), InlineData("CY12345678X"), InlineData("DE123456789")]
    [InlineData("EL123456789"), InlineData("ESX1234567X"), InlineData("FR40303265045"), InlineData("IE1234567WA")]
    [InlineData("IE1A23456B"), InlineData("NL123456789B01"), InlineData("SE123456789001"), InlineData("XI123456789")]
    [InlineData("GB123456789"), InlineData("CHE123456789"), InlineData("NO123456789")]
    public void Forms_of_countries_are_known(string number) => Assert.True(VatNumbers.HasForm(number));

    [Theory]
    [InlineData("AT12345678"), InlineData("DE12345678"), InlineData("DE1234567890"), InlineData("GR123456789")]
    [InlineData("FRIO303265045"), InlineData("DE12345678A"), InlineData("DE"), InlineData(""), InlineData("ZZ12345")]
    [InlineData("de123456789"), InlineData("DE123456789\n")]
    public void Other_texts_are_not_VAT_numbers(string number) => Assert.False(VatNumbers.HasForm(number));

    [Fact]
    public void Spaces_dots_hyphens_and_case_do_not_matter() =>
        Assert.Equal("NL123456789B01", VatNumbers.Normalize("nl 1234.56.789-b01"));
}
