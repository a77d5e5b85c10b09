namespace PetShop.Api.Core.Cache.Shared;

/// <summary>
/// Real time, as Redis and the network use it. Not the shop's <see cref="TimeProvider"/>: if a test moves or stops that
/// clock, heartbeats still arrive in real time.
/// </summary>
internal sealed class CacheClock(TimeProvider time)
{
    public TimeProvider Time => time;

    /// <summary>Now, in ticks of this clock.</summary>
    public long Now => time.GetTimestamp();

    public long Ticks(TimeSpan span) => (long)Math.Min(span.TotalSeconds * time.TimestampFrequency, long.MaxValue / 4);

    public TimeSpan Since(long ticks) => time.GetElapsedTime(ticks);
}
