namespace PetShop.Api.Core.Database;

/// <summary>PostgreSQL keeps microseconds, the clock tells tenths of them: what is answered at once must be what is read again later.</summary>
internal static class StoredTime
{
    /// <summary>The present time, as the database can keep it.</summary>
    public static DateTimeOffset GetStoredNow(this TimeProvider clock) => clock.GetUtcNow().AsStored();

    /// <summary>The same time in whole microseconds.</summary>
    public static DateTimeOffset AsStored(this DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
