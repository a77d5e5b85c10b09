namespace PetShop.IntegrationTests.Shop;

/// <summary>
/// The shop's time of day, which a test can move. Timers and elapsed times stay real, so that what the shop does in the background
/// (heartbeats, time-outs) goes on as ever.
/// </summary>
public sealed class ShopClock : TimeProvider
{
    private long _ahead;

    /// <summary>Whether a test moved it.</summary>
    public bool IsMoved => Interlocked.Read(ref _ahead) != 0;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void SetUtcNow(DateTimeOffset now) => Interlocked.Exchange(ref _ahead, (now - System.GetUtcNow()).Ticks);
}
