using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services.Invoices;

/// <summary>Section <c>Invoices</c>.</summary>
public sealed class InvoicesOptions
{
    public const string Section = "Invoices";

    /// <summary>
    /// What invoice numbers begin with, such as <c>R-</c> for <c>R-2026-000042</c>. Another series starts at 1.
    /// </summary>
    public string Series { get; set; } = "";

    /// <summary>What numbers of credit notes begin with. Not the same as that of invoices.</summary>
    public string CreditNoteSeries { get; set; } = "C-";

    /// <summary>How long after an invoice was found overdue, and after each reminder, the next one is due.</summary>
    public TimeSpan RemindAfter { get; set; } = TimeSpan.FromDays(14);

    internal bool IsValid() => IsValid(Series);

    internal bool HasValidCreditNoteSeries() => IsValid(CreditNoteSeries) && CreditNoteSeries != Series;

    internal bool HasValidReminders() => RemindAfter >= TimeSpan.FromDays(1) && RemindAfter <= TimeSpan.FromDays(366);

    /// <summary>Numbers are printed, read aloud and made into file names.</summary>
    private static bool IsValid(string series) => series.Length <= InvoiceRegisterEntryConfiguration.MaxSeries
        && series.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '-')
        // Else 1 followed by 2026 would be the year 12026 in the series without a name.
        && (series.Length == 0 || series[^1] == '-');
}
