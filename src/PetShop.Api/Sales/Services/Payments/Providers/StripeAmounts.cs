using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>
/// Amounts as Stripe counts them: in the smallest unit of the currency
/// (https://docs.stripe.com/currencies#zero-decimal), which is not always the minor unit of ISO 4217.
/// </summary>
internal static class StripeAmounts
{
    /// <summary>Without decimals in ISO 4217, but counted in hundredths.</summary>
    private static readonly string[] Hundredths = ["ISK", "UGX"];

    /// <summary>With decimals in ISO 4217, but counted without.</summary>
    private static readonly string[] Whole = ["MGA"];

    /// <exception cref="ProviderRefusedException">Stripe cannot move this amount: with three decimals, the last must
    /// be 0.</exception>
    public static long ToStripe(Money money)
    {
        var units = money.Amount * UnitsOf(money.Currency);
        if (units != decimal.Truncate(units) || (money.Currency.Decimals == 3 && units % 10 != 0))
            throw new ProviderRefusedException("amount_not_supported",
                $"The payment provider cannot move {money.Currency.Show(money.Amount)}. Pay in another way.");
        return (long)units;
    }

    public static decimal FromStripe(long units, Currency currency) => currency.Format(units / UnitsOf(currency));

    private static decimal UnitsOf(Currency currency) =>
        Hundredths.Contains(currency.Code) ? 100
        : Whole.Contains(currency.Code) || currency.Decimals == 0 ? 1
        : currency.Decimals == 3 ? 1_000 : 100;
}
