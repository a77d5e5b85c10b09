using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Json;

/// <summary>
/// Parses a number exactly or not at all. The framework's parsers round numbers with more digits than a decimal can
/// hold.
/// </summary>
internal static class ExactDecimal
{
    private const int MaxDigits = 29;
    private const int MaxScale = 28;
    private static readonly UInt128 Max = (UInt128)decimal.MaxValue;

    /// <param name="number">A number in JSON syntax.</param>
    /// <param name="value">The number without trailing zeros.</param>
    /// <returns>False if a decimal cannot hold this value.</returns>
    public static bool TryParse(ReadOnlySpan<char> number, out decimal value)
    {
        value = 0;
        var isNegative = number[0] == '-';
        var (mantissa, exponentText) = Split(isNegative ? number[1..] : number);
        var digits = DigitsOf(mantissa, out var scale);
        if (digits.Length == 0)
            return true;
        if (!TryParseExponent(exponentText, out var exponent))
            return false;
        var zeros = digits.Length - digits.TrimEnd('0').Length;
        digits = digits[..^zeros];
        var places = (long)scale - zeros - exponent;
        if (places > MaxScale || digits.Length > MaxDigits || digits.Length - places > MaxDigits)
            return false;
        return TryCompose(digits, (int)places, isNegative, out value);
    }

    private static (string Mantissa, string Exponent) Split(ReadOnlySpan<char> number) =>
        number.IndexOfAny('e', 'E') is >= 0 and var at
            ? (number[..at].ToString(), number[(at + 1)..].ToString())
            : (number.ToString(), "0");

    /// <summary>The digits without the point and leading zeros.</summary>
    /// <param name="scale">The number of digits after the point.</param>
    private static string DigitsOf(string mantissa, out int scale)
    {
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        scale = point < 0 ? 0 : mantissa.Length - point - 1;
        return (point < 0 ? mantissa : mantissa.Remove(point, 1)).TrimStart('0');
    }

    private static bool TryParseExponent(string text, out int exponent) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent);

    private static bool TryCompose(string digits, int places, bool isNegative, out decimal value)
    {
        var number = UInt128.Parse(digits, CultureInfo.InvariantCulture);
        for (; places < 0; places++)
            number *= 10;
        var fits = number <= Max;
        value = fits ? new decimal(
            (int)(uint)number, (int)(uint)(number >> 32), (int)(uint)(number >> 64), isNegative, (byte)places) : 0;
        return fits;
    }
}

/// <summary>
/// Reads JSON numbers with <see cref="ExactDecimal"/>: rules about decimals must see the digits that were sent.
/// </summary>
internal sealed class ExactDecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    /// <exception cref="JsonException">It is not a number, or a decimal cannot hold it exactly.</exception>
    public static decimal Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && ExactDecimal.TryParse(TextOf(ref reader), out var value))
            return value;
        throw new JsonException($"The JSON value could not be converted to {typeof(decimal).FullName}.");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);

    private static string TextOf(ref Utf8JsonReader reader) =>
        reader.HasValueSequence
            ? Encoding.ASCII.GetString(reader.ValueSequence)
            : Encoding.ASCII.GetString(reader.ValueSpan);
}
