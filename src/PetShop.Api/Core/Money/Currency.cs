using System.Globalization;
namespace PetShop.Api.Core.Money;

/// <summary>The shop's currency.</summary>
/// <param name="Code">ISO 4217, such as <c>EUR</c>.</param>
/// <param name="Decimals">ISO 4217's minor unit, 0 to 3.</param>
public sealed record Currency(string Code, int Decimals)
{
    private static readonly string[] WithoutDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
            "VUV", "XAF", "XOF", "XPF"];

    private static readonly string[] WithThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Whether the text has the form of a code: three capital letters.</summary>
    public static bool IsCode(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);

    /// <param name="code">Three capital letters.</param>
    public static Currency Of(string code) =>
        new(code, WithoutDecimals.Contains(code) ? 0 : WithThree.Contains(code) ? 3 : 2);

    /// <summary>The smallest amount: 0.01 for euros.</summary>
    public decimal MinorUnit => 1 / UnitsPerOne;

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
    public decimal Format(decimal amount) => Fits(amount) ? Round(amount) : amount.WithoutTrailingZeros();

    /// <summary>For texts: <c>12.50 EUR</c>.</summary>
    public string Show(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{Format(amount)} {Code}");

    /// <summary>
    /// Divides an amount into parts that are proportional to the weights and whose sum is exactly the amount, by the
    /// method of the largest remainder: every part is rounded down to whole minor units, and the missing units go to
    /// the parts that lost most. Of equal losses, the one that comes first gets a unit.
    /// </summary>
    /// <param name="amount">Not negative, in whole minor units.</param>
    /// <param name="weights">
    /// Not negative, in whole minor units. If all are 0, the amount must be 0.
    /// </param>
    /// <returns>
    /// One part for each weight. None is greater than its weight if the amount is not greater than all weights.
    /// </returns>
    public decimal[] Share(decimal amount, IReadOnlyList<decimal> weights)
    {
        var total = weights.Sum();
        if (amount < 0 || !Fits(amount) || weights.Any(weight => weight < 0))
            throw new ArgumentOutOfRangeException(nameof(amount), "Amounts and weights are whole minor units >= 0.");
        if (total == 0)
            return amount == 0 ? new decimal[weights.Count] : throw new ArgumentException("No part has a weight.");
        var units = amount * UnitsPerOne;
        // Whole units and their remainders are exact: a product of two amounts has at most 28 digits, and no quotient
        // is rounded.
        var lost = new decimal[weights.Count];
        var parts = new decimal[weights.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var product = units * weights[i];
            lost[i] = product % total;
            parts[i] = (product - lost[i]) / total;
        }
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => lost[i])
            .Take((int)(units - parts.Sum())))
            parts[i]++;
        return Array.ConvertAll(parts, part => Round(part / UnitsPerOne));
    }

    private decimal UnitsPerOne => Decimals switch { 0 => 1, 1 => 10, 2 => 100, _ => 1_000 };

    private decimal Zero => new(0, 0, 0, false, (byte)Decimals);
}
