using System.Globalization;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services.Papers.Pdf;

/// <summary>How numbers and dates are written.</summary>
internal sealed class PaperNumbers(NumberForm form, Currency currency)
{
    private static readonly NumberFormatInfo De = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private NumberFormatInfo Form => form == NumberForm.De ? De : NumberFormatInfo.InvariantInfo;

    /// <summary>With the currency's decimals, or more if the amount has them.</summary>
    public string Amount(decimal amount)
    {
        var formatted = currency.Format(amount);
        return formatted.ToString("N" + formatted.Scale, Form);
    }

    public string Percent(decimal percent)
    {
        var rate = percent.WithoutTrailingZeros();
        return rate.ToString("N" + rate.Scale, Form) + " %";
    }

    public string Date(DateOnly date) =>
        date.ToString(form == NumberForm.De ? "dd.MM.yyyy" : "d MMM yyyy", CultureInfo.InvariantCulture);
}
