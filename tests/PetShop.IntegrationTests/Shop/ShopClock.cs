namespace PetShop.IntegrationTests.Shop;

/// <summary>
/// The shop's clock, which a test can move. Timers and elapsed times stay real, so that background work (heartbeats,
/// timeouts) continues as usual.
/// </summary>
public sealed class ShopClock : TimeProvider
{
    private long _ahead;
    private long _stoppedAt;

    /// <summary>Whether a test moved or stopped it.</summary>
    public bool IsMoved => Interlocked.Read(ref _ahead) != 0 || Interlocked.Read(ref _stoppedAt) != 0;

    public override DateTimeOffset GetUtcNow() => Now.AddTicks(Interlocked.Read(ref _ahead));

    /// <summary>
    /// Stops the clock: a test that compares times to the second must not depend on how busy the machine is.
    /// </summary>
    public void Stop() => Interlocked.CompareExchange(ref _stoppedAt, System.GetUtcNow().Ticks, 0);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void SetUtcNow(DateTimeOffset now) => Interlocked.Exchange(ref _ahead, (now - Now).Ticks);

    private DateTimeOffset Now =>
        Interlocked.Read(ref _stoppedAt) is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : System.GetUtcNow();
}
