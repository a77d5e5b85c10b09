using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Time;

/// <summary>The current time, and days and years in the shop's time zone.</summary>
public sealed class ShopCalendar(TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>Whether this machine knows the time zone.</summary>
    public static bool IsZone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);

    /// <param name="zoneId">A name in the IANA database, such as <c>Europe/Berlin</c>.</param>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
    public static ShopCalendar Of(string zoneId, TimeProvider clock) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(zoneId), clock);

    /// <summary>In UTC, rounded to microseconds as PostgreSQL stores it.</summary>
    public DateTimeOffset Now => clock.GetStoredNow();

    /// <summary>The first moment of the day or time, in UTC.</summary>
    public DateTimeOffset FirstOf(DayOrTime given) => given.Day is { } day ? StartOf(day) : given.Time;

    /// <summary>The last moment of the day or time, in UTC, in microseconds as PostgreSQL stores it.</summary>
    public DateTimeOffset LastOf(DayOrTime given) => given.Day is { } day ? LastOf(day) : given.Time;

    /// <inheritdoc cref="LastOf(DayOrTime)"/>
    public DateTimeOffset LastOf(DateOnly day) => StartOf(day.AddDays(1)).AddMicroseconds(-1);

    /// <summary>The year at that time in the shop's time zone.</summary>
    public int YearOf(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone).Year;

    /// <summary>The day at that time in the shop's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>
    /// Midnight. If the clocks skip it, the first moment after it; if it occurs twice, the first occurrence.
    /// </summary>
    private DateTimeOffset StartOf(DateOnly day)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(start))
            start = start.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(start) ? zone.GetAmbiguousTimeOffsets(start).Max() : zone.GetUtcOffset(start);
        return new DateTimeOffset(start, offset).ToUniversalTime();
    }
}
