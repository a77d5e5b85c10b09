using PetShop.PaymentSimulator.Api.Requests;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>What can be charged, in the smallest unit of the currency.</summary>
internal static class Amounts
{
    private const long Largest = 99_999_999;

    /// <summary>The smallest charges that Stripe publishes. Other currencies start at 1.</summary>
    private static readonly Dictionary<string, long> Smallest = new(StringComparer.Ordinal)
    {
        ["aud"] = 50, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50, ["czk"] = 1500, ["dkk"] = 250, ["eur"] = 50,
        ["gbp"] = 30, ["hkd"] = 400, ["huf"] = 17500, ["inr"] = 50, ["jpy"] = 50, ["mxn"] = 1000, ["myr"] = 200,
        ["nok"] = 300, ["nzd"] = 50, ["pln"] = 200, ["ron"] = 200, ["sek"] = 300, ["sgd"] = 50, ["thb"] = 1000,
        ["usd"] = 50,
    };

    public static string Currency(string text) => text.Length == 3 && text.All(char.IsAsciiLetter)
        ? text.ToLowerInvariant()
        : throw ApiError.Parameter("currency", $"Invalid currency: {text}");

    public static long Checked(long amount, string currency)
    {
        if (amount < 1)
            throw ApiError.Parameter("amount", "The amount must be at least 1.", "parameter_invalid_integer");
        if (amount < Smallest.GetValueOrDefault(currency, 1))
            throw ApiError.Parameter("amount", $"The smallest charge in {currency} is {Smallest[currency]}.",
                "amount_too_small");
        if (amount > Largest)
            throw ApiError.Parameter("amount", $"The largest charge is {Largest}.", "amount_too_large");
        return amount;
    }
}
