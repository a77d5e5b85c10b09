namespace PetShop.Api.Core.Cache.Shared;

/// <summary>
/// Time as Redis and the network live it. Not the shop's <see cref="TimeProvider"/>: a shop whose clock is moved, or stands still,
/// still hears its heartbeats when they come.
/// </summary>
internal sealed class CacheClock(TimeProvider time)
{
    public TimeProvider Time => time;

    /// <summary>Now, in ticks of this clock.</summary>
    public long Now => time.GetTimestamp();

    public long Ticks(TimeSpan span) => (long)Math.Min(span.TotalSeconds * time.TimestampFrequency, long.MaxValue / 4);

    public TimeSpan Since(long ticks) => time.GetElapsedTime(ticks);
}
