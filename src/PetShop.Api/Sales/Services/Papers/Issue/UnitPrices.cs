using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services.Papers.Issue;

/// <summary>Prices of one unit.</summary>
internal static class UnitPrices
{
    /// <summary>With three more decimals, 100 units differ from the amount by at most a twentieth of a minor unit.
    /// </summary>
    private const int MoreDecimals = 3;

    /// <summary>
    /// The price with the fewest decimals, but at least the currency's, of which all units cost the amount after
    /// rounding.
    /// </summary>
    public static decimal Of(decimal amount, int quantity, Currency currency)
    {
        for (var decimals = currency.Decimals; decimals < currency.Decimals + MoreDecimals; decimals++)
        {
            var price = decimal.Round(amount / quantity, decimals, MidpointRounding.AwayFromZero);
            if (currency.Round(price * quantity) == amount)
                return Format(price, currency);
        }
        return Format(decimal.Round(
            amount / quantity, currency.Decimals + MoreDecimals, MidpointRounding.AwayFromZero), currency);
    }

    private static decimal Format(decimal price, Currency currency) => currency.Format(price);
}
