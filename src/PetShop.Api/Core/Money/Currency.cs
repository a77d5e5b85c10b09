namespace PetShop.Api.Core.Money;

/// <summary>The shop's currency.</summary>
/// <param name="Code">ISO 4217, such as <c>EUR</c>.</param>
/// <param name="Decimals">ISO 4217's minor unit, 0 to 3.</param>
public sealed record Currency(string Code, int Decimals)
{
    private static readonly string[] WithoutDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
            "VUV", "XAF", "XOF", "XPF"];

    /// <summary>Dividing by it removes an amount's trailing zeros.</summary>
    private const decimal OneWithAllDecimals = 1.0000000000000000000000000000m;

    private static readonly string[] WithThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Whether the text has the form of a code: three capital letters.</summary>
    public static bool IsCode(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);

    /// <param name="code">Three capital letters.</param>
    public static Currency Of(string code) =>
        new(code, WithoutDecimals.Contains(code) ? 0 : WithThree.Contains(code) ? 3 : 2);

    /// <summary>Whether the amount has no more decimals than the currency.</summary>
    public bool Fits(decimal amount) => decimal.Round(amount, Decimals) == amount;

    /// <summary>
    /// The amount rounded to whole minor units, halves away from zero, with exactly the currency's decimals.
    /// </summary>
    public decimal Round(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.AwayFromZero) + Zero;

    /// <summary>
    /// The same amount with the currency's decimals. Further non-zero decimals are kept: the amount may date from
    /// before a change of currency.
    /// </summary>
    public decimal Format(decimal amount) => Fits(amount) ? Round(amount) : amount / OneWithAllDecimals;

    private decimal Zero => new(0, 0, 0, false, (byte)Decimals);
}
