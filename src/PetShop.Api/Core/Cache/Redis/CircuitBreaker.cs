namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// While it is open, requests do not use Redis. It starts open and is closed when Redis has responded. Only one caller
/// at a time probes Redis, at most once per <paramref name="openFor"/>, and never in a request.
/// </summary>
internal sealed class CircuitBreaker(int failuresToOpen, TimeSpan openFor, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long? _lastTry;     // a timestamp: the wall clock can be set back
    private volatile bool _open = true;

    public bool IsOpen => _open;

    /// <summary>Redis responded. Only consecutive failures count.</summary>
    public void Succeeded()
    {
        if (Volatile.Read(ref _failures) != 0)
            Volatile.Write(ref _failures, 0);
    }

    /// <summary>Redis did not respond.</summary>
    /// <returns>Whether this failure opened the circuit.</returns>
    public bool Failed()
    {
        lock (_gate)
        {
            if (_open || ++_failures < failuresToOpen)
                return false;
            return _open = true;
        }
    }

    /// <summary>
    /// Opens the circuit at once. The next probe may follow immediately, because no request waits for it.
    /// </summary>
    public void Open()
    {
        lock (_gate)
            _open = true;
    }

    /// <summary>Whether the caller may probe Redis now. For a while, no other caller gets true.</summary>
    public bool MayTry()
    {
        lock (_gate)
        {
            if (!_open || (_lastTry is { } last && clock.GetElapsedTime(last) < openFor))
                return false;
            _lastTry = clock.GetTimestamp();
            return true;
        }
    }

    public void Close()
    {
        lock (_gate)
            (_open, _failures, _lastTry) = (false, 0, null);
    }
}
