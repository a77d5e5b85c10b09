using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PetShop.Api.Core.Time;

/// <summary>
/// A whole day or a point in time, as a client writes it: <c>2026-01-31</c> or <c>2026-01-31T12:00:00Z</c>.
/// <see cref="ShopCalendar"/> determines when a day begins and ends.
/// </summary>
public readonly record struct DayOrTime : IParsable<DayOrTime>
{
    /// <summary>The expected format, for a message.</summary>
    public const string Hint = "Give a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z.";

    private const string DayFormat = "yyyy-MM-dd";

    private DayOrTime(DateOnly? day, DateTimeOffset time) => (Day, Time) = (day, time);

    /// <summary>The day in the shop's time zone; null if a time was given.</summary>
    public DateOnly? Day { get; }

    /// <summary>The time, in UTC; meaningless if a day was given.</summary>
    public DateTimeOffset Time { get; }

    public static DayOrTime Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException(Hint);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DayOrTime result) =>
        TryParse(s ?? "", out result);

    internal static bool TryParse(string text, out DayOrTime result)
    {
        var isDay = DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, default, out var day);
        var isTime = UtcTime.TryParse(text, out var time);
        result = new(isDay ? day : null, time);
        return isTime || (isDay && IsCounted(day));
    }

    /// <summary>
    /// In some time zones, a day of the first or last supported year begins or ends outside the supported range.
    /// </summary>
    private static bool IsCounted(DateOnly day) =>
        day.Year > DateOnly.MinValue.Year && day.Year < DateOnly.MaxValue.Year;
}
