using System.Globalization;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Core.Mail.Content;

/// <summary>How amounts and days are written in a language. The shop runs without the system's cultures.</summary>
public sealed class MailLanguage
{
    private const char NoBreakSpace = '\u00A0';

    private static readonly Dictionary<string, string> Symbols =
        new() { ["EUR"] = "€", ["GBP"] = "£", ["USD"] = "$", ["JPY"] = "¥" };

    private static readonly MailLanguage[] All =
    [
        new("en", [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ])
        {
            _numbers = new() { NumberDecimalSeparator = ".", NumberGroupSeparator = "," },
        },
        new("de", [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ])
        {
            _numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
            _isSymbolLast = true,
            _afterDay = ".",
        },
    ];

    private readonly string[] _months;
    private NumberFormatInfo _numbers = NumberFormatInfo.InvariantInfo;
    private bool _isSymbolLast;
    private string _afterDay = "";

    private MailLanguage(string code, string[] months) => (Code, _months) = (code, months);

    /// <summary>All languages, the first one is the default.</summary>
    public static IEnumerable<string> Codes => All.Select(language => language.Code);

    /// <summary>ISO 639-1.</summary>
    public string Code { get; }

    /// <summary>Null if the shop does not know it.</summary>
    public static MailLanguage? Find(string code) => Array.Find(All, language => language.Code == code);

    /// <summary>Such as <c>€1,234.50</c> or <c>1.234,50 €</c>; with the code if it has no symbol.</summary>
    /// <param name="currency">ISO 4217.</param>
    public string Money(decimal amount, string currency)
    {
        var shown = Currency.Of(currency).Format(amount);
        var number = Math.Abs(shown).ToString("N" + shown.Scale.ToString(CultureInfo.InvariantCulture), _numbers);
        var sign = shown < 0 ? "-" : "";
        var symbol = Symbols.GetValueOrDefault(currency);
        if (_isSymbolLast)
            return $"{sign}{number}{NoBreakSpace}{symbol ?? currency}";
        return symbol is null ? $"{sign}{currency}{NoBreakSpace}{number}" : sign + symbol + number;
    }

    /// <summary>Such as <c>28 November 2026</c>.</summary>
    public string Date(DateOnly day) => string.Create(CultureInfo.InvariantCulture,
        $"{day.Day}{_afterDay} {_months[day.Month - 1]} {day.Year}");
}
