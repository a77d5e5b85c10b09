using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Mail.Content;

/// <summary>How values are written in mails: in their language, and in the shop's time zone.</summary>
internal sealed class MailFormats(MailLayout layout, ShopCalendar calendar)
{
    /// <param name="currency">ISO 4217.</param>
    public string Money(decimal amount, string currency) => layout.Language.Money(amount, currency);

    /// <summary>The day at that time.</summary>
    public string Date(DateTimeOffset time) => layout.Language.Date(calendar.DayOf(time));

    /// <summary>The lines of a text that is no mail of its own, such as the labels of a table.</summary>
    public Dictionary<string, string> Words(string text) => layout.Words(text);
}
