namespace PetShop.Api.Core.Database;

/// <summary>
/// PostgreSQL stores microseconds, but the clock is ten times as precise. A time in a response must equal the time that
/// is read later.
/// </summary>
internal static class StoredTime
{
    /// <summary>The current time in the precision of the database.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider clock) => clock.GetUtcNow().AsStored();

    /// <summary>The same time rounded down to whole microseconds.</summary>
    public static DateTimeOffset AsStored(this DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
