using PetShop.Api.Core.Addresses;

namespace PetShop.UnitTests.Core.Addresses;

public sealed class PhoneFormatTests
{
    [Theory]
    [InlineData("DE", "+49 40 1234567", "+49401234567")]
    [InlineData("DE", "040 / 1234567", "+49401234567")]
    [InlineData("DE", "0049 40 1234567", "+49401234567")]
    [InlineData("DE", "+44 20 7946 0123", "+442079460123")]
    [InlineData("GB", "020 7946 0123", "+442079460123")]
    [InlineData("US", "(201) 555-0123", "+12015550123")]
    [InlineData("IT", "06 698 12345", "+390669812345")]
    [InlineData("JP", "０３－１２３４－５６７８", "+81312345678")]
    [InlineData("AQ", "+672 1 12345", null)]
    public void A_number_is_stored_in_one_form(string country, string typed, string? expected) =>
        Assert.Equal(expected, PhoneFormat.ToE164(typed, country));

    [Theory]
    [InlineData("DE", "123")]
    [InlineData("DE", "+")]
    [InlineData("DE", "not a number")]
    [InlineData("US", "1-800-FLOWERS")]
    [InlineData("US", "+1 201 555 0123 ext. 4")]
    [InlineData("US", "+1 201 555 0123;4")]
    [InlineData("DE", "+999 123456789")]
    [InlineData("DE", "+49 40 1234567 1234567 1234567")]
    [InlineData("DE", "0000000000000000000000000000000000000000000")]
    [InlineData("", "040 1234567")]
    public void Anything_else_is_refused(string country, string typed) =>
        Assert.Null(PhoneFormat.ToE164(typed, country));
}
