namespace PetShop.Api.Products.Services.Catalog;

/// <summary>Global Trade Item Numbers (GS1 General Specifications, 7.9).</summary>
public static class Gtin
{
    private const int FullLength = 14;

    /// <summary>Whether the text is a GTIN-8, -12, -13 or -14 with a correct check digit.</summary>
    public static bool IsValid(string text) =>
        text.Length is 8 or 12 or 13 or 14 && text.All(char.IsAsciiDigit)
        && CheckDigitOf(text.AsSpan(0, text.Length - 1)) == text[^1] - '0';

    /// <summary>The stored form of a valid GTIN: padded to 14 digits.</summary>
    public static string Normalize(string gtin) => gtin.PadLeft(FullLength, '0');

    /// <summary>
    /// Digits are weighted 3 and 1 alternately, from the right; the check digit completes the sum to a multiple of 10.
    /// </summary>
    private static int CheckDigitOf(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        return (10 - sum % 10) % 10;
    }
}
