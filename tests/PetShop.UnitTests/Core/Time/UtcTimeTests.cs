using PetShop.Api.Core.Time;

namespace PetShop.UnitTests.Core.Time;

public sealed class UtcTimeTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00.0000000Z")]
    [InlineData("2026-01-31T13:00:00+01:00", "2026-01-31T12:00:00.0000000Z")]
    [InlineData("2026-01-31T12:00:00", "2026-01-31T12:00:00.0000000Z")]
    [InlineData("2026-01-31T12:00Z", "2026-01-31T12:00:00.0000000Z")]
    [InlineData("2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.5000000Z")]
    [InlineData("2026-01-31T12:00:00.1234567Z", "2026-01-31T12:00:00.1234560Z")]
    public void A_time_is_read_as_UTC_whatever_the_servers_zone(string text, string time)
    {
        Assert.True(UtcTime.TryParse(text, out var read));
        Assert.Equal(time, read.UtcDateTime.ToString("O"));
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("01/31/2026")]
    [InlineData("31.01.2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-01-31 12:00:00")]
    [InlineData("12:00")]
    [InlineData("2026-01-31")]
    [InlineData(" 2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T12:00:60Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("٢٠٢٦-01-31T12:00:00Z")]
    public void What_is_no_ISO_time_is_refused(string text) => Assert.False(UtcTime.TryParse(text, out _));
}
