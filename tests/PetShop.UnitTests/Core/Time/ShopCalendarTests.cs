using PetShop.Api.Core.Time;

namespace PetShop.UnitTests.Core.Time;

public sealed class ShopCalendarTests
{
    [Theory]
    [InlineData("UTC", "2026-11-26", "2026-11-26T00:00:00", "2026-11-26T23:59:59.999999")]
    [InlineData("Europe/Berlin", "2026-11-26", "2026-11-25T23:00:00", "2026-11-26T22:59:59.999999")]
    [InlineData("America/Los_Angeles", "2026-11-26", "2026-11-26T08:00:00", "2026-11-27T07:59:59.999999")]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00", "2026-03-29T21:59:59.999999")]     // 23 hours
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00", "2026-10-25T22:59:59.999999")]     // 25 hours
    // begins at 1:00
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00", "2026-03-29T20:59:59.999999")]
    [InlineData("Asia/Beirut", "2026-03-28", "2026-03-27T22:00:00", "2026-03-28T21:59:59.999999")]
    // has midnight twice
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00", "2026-11-02T04:59:59.999999")]
    public void A_day_is_all_of_it_in_the_shops_time_zone(string zone, string day, string first, string last)
    {
        var calendar = ShopCalendar.Of(zone, TimeProvider.System);
        Assert.True(DayOrTime.TryParse(day, out var given));
        Assert.Equal(first, calendar.FirstOf(given).ToString("yyyy-MM-dd'T'HH:mm:ss"));
        Assert.Equal(last, calendar.LastOf(given).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF"));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (calendar.FirstOf(given).Offset, calendar.LastOf(given).Offset));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("Europe/London")]
    [InlineData("America/New_York")]
    [InlineData("America/Santiago")]
    [InlineData("America/Havana")]
    [InlineData("Asia/Beirut")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Africa/Cairo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Kiritimati")]
    public void Every_moment_belongs_to_the_one_day_that_clocks_show(string zone)
    {
        var (calendar, clocks) =
            (ShopCalendar.Of(zone, TimeProvider.System), TimeZoneInfo.FindSystemTimeZoneById(zone));
        for (var day = new DateOnly(2024, 1, 1); day.Year < 2030; day = day.AddDays(1))
        {
            Assert.True(DayOrTime.TryParse(day.ToString("yyyy-MM-dd"), out var given));
            var (first, last) = (calendar.FirstOf(given), calendar.LastOf(given));
            Assert.Equal((day, day), (DayAt(first), DayAt(last)));
            Assert.Equal(day.AddDays(-1), DayAt(first.AddMicroseconds(-1)));
            Assert.Equal(day.AddDays(1), DayAt(last.AddMicroseconds(1)));
        }

        DateOnly DayAt(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, clocks).DateTime);
    }

    [Theory]
    [InlineData("2026-11-26T12:00:00Z")]
    [InlineData("2026-11-26T13:00:00+01:00")]
    [InlineData("2026-11-26T12:00")]
    public void A_time_is_that_moment_whatever_the_zone(string text)
    {
        Assert.True(DayOrTime.TryParse(text, out var given));
        var calendar = ShopCalendar.Of("Europe/Berlin", TimeProvider.System);
        var moment = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal((moment, moment), (calendar.FirstOf(given), calendar.LastOf(given)));
    }

    [Theory]
    [InlineData("UTC", "2025-12-31T23:30:00Z", 2025)]
    [InlineData("Europe/Berlin", "2025-12-31T23:30:00Z", 2026)]
    [InlineData("Europe/Berlin", "2025-12-31T22:59:59.999999Z", 2025)]
    [InlineData("America/Los_Angeles", "2026-01-01T07:59:59Z", 2025)]
    public void A_year_begins_at_midnight_in_the_shops_time_zone(string zone, string time, int year) =>
        Assert.Equal(year, ShopCalendar.Of(zone, TimeProvider.System).YearOf(DateTimeOffset.Parse(time)));

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-30")]
    [InlineData("2026-1-5")]
    [InlineData("26-11-2026")]
    [InlineData("2026-11-26 ")]
    [InlineData("2026-11-26T")]
    [InlineData("٢٠٢٦-11-26")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("today")]
    public void What_is_neither_a_day_nor_a_time_is_refused(string text) =>
        Assert.False(DayOrTime.TryParse(text, out _));
}
