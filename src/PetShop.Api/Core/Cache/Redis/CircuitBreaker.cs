namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// Open while Redis is left alone. It starts open, is closed by whoever has proved that Redis answers, and is tried by one caller at a
/// time, at most once in <paramref name="openFor"/>: never by a request.
/// </summary>
internal sealed class CircuitBreaker(int failuresToOpen, TimeSpan openFor, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long? _lastTry;     // a time stamp: the wall clock can step back
    private volatile bool _open = true;

    public bool IsOpen => _open;

    /// <summary>An answer came: failures count only in a row.</summary>
    public void Succeeded()
    {
        if (Volatile.Read(ref _failures) != 0)
            Volatile.Write(ref _failures, 0);
    }

    /// <summary>No answer came.</summary>
    /// <returns>Whether that opened the circuit.</returns>
    public bool Failed()
    {
        lock (_gate)
        {
            if (_open || ++_failures < failuresToOpen)
                return false;
            return _open = true;
        }
    }

    /// <summary>Opens at once; the next try may follow at once too, since no request waits for it.</summary>
    public void Open()
    {
        lock (_gate)
            _open = true;
    }

    /// <summary>Whether the caller may try Redis now. Whoever is told so is alone for a while.</summary>
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
