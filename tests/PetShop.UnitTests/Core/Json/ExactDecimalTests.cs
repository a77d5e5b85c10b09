using System.Globalization;
using PetShop.Api.Core.Json;

namespace PetShop.UnitTests.Core.Json;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.00", "0")]
    [InlineData("0e999999999999", "0")]
    [InlineData("9.99", "9.99")]
    [InlineData("-9.990", "-9.99")]
    [InlineData("1e2", "100")]
    [InlineData("1E+02", "100")]
    [InlineData("125e-2", "1.25")]
    [InlineData("1.0000000000000000000000000000000000000000", "1")]
    [InlineData("100000000000000000000000000000000000000000e-41", "1")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    public void A_number_that_a_decimal_can_hold_is_read_exactly(string written, string value)
    {
        Assert.True(ExactDecimal.TryParse(written, out var read));
        Assert.Equal(value, read.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("9.99999999999999999999999999999")]
    [InlineData("1e-29")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("10.000000000000000000000000000000000001")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("99999999999999999999999999999")]
    [InlineData("7.9228162514264337593543950336")]
    [InlineData("1e29")]
    [InlineData("1e400")]
    [InlineData("1e-2147483648")]
    [InlineData("1e2147483647")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    public void Any_other_number_is_rejected_and_not_rounded(string written) =>
        Assert.False(ExactDecimal.TryParse(written, out _));
}
