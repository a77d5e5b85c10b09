using System.Diagnostics;
using System.Threading.RateLimiting;

namespace PetShop.Api.Core.Limits;

/// <summary>
/// The framework's fixed window, extended by what is left of it and a notification when it is dropped.
/// </summary>
/// <param name="dropped">Called once, when the window has not been used for a while.</param>
internal sealed class ClientWindow(QuotaOptions quota, Action dropped) : ReplenishingRateLimiter
{
    private readonly FixedWindowRateLimiter _window = new(new()
    {
        PermitLimit = quota.Requests,
        Window = quota.Window,
        AutoReplenishment = false,      // the owner of the windows calls TryReplenish for all of them
    });

    private long _startedAt = Stopwatch.GetTimestamp();
    private int _isDropped;

    public override TimeSpan? IdleDuration => _window.IdleDuration;

    public override bool IsAutoReplenishing => false;

    public override TimeSpan ReplenishmentPeriod => quota.Window;

    public override bool TryReplenish()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _startedAt)) >= quota.Window)
            Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
        return _window.TryReplenish();
    }

    public override RateLimiterStatistics? GetStatistics() => _window.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount) =>
        WithState(_window.AttemptAcquire(permitCount));

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        int permitCount, CancellationToken cancellationToken) =>
        WithState(await _window.AcquireAsync(permitCount, cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _isDropped, 1) == 0)
        {
            _window.Dispose();
            dropped();
        }
        base.Dispose(disposing);
    }

    private WindowLease WithState(RateLimitLease lease)
    {
        var left = quota.Window - Stopwatch.GetElapsedTime(Volatile.Read(ref _startedAt));
        var remaining = (int)(_window.GetStatistics()?.CurrentAvailablePermits ?? 0);
        return new(lease.IsAcquired, remaining, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}

/// <summary>The result of a request to a window.</summary>
/// <param name="isAcquired">Whether the request is within the limit.</param>
/// <param name="remaining">Requests left in the window.</param>
/// <param name="reset">Time until the next one.</param>
internal sealed class WindowLease(bool isAcquired, int remaining, TimeSpan reset) : RateLimitLease
{
    public override bool IsAcquired => isAcquired;

    public int Remaining => remaining;

    public TimeSpan Reset => reset;

    public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? reset : null;
        return metadata is not null;
    }
}
