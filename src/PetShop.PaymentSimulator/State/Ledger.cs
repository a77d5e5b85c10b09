namespace PetShop.PaymentSimulator.State;

/// <summary>
/// The state of the simulator. Calls change it one after another, and each change is in the journal before anybody can
/// see it.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Tables _tables = new();
    private readonly Journal _journal;
    private readonly TimeProvider _time;

    /// <param name="path">The journal: read here, and appended to.</param>
    public Ledger(string path, TimeProvider time)
    {
        _journal = new Journal(path);
        _time = time;
        foreach (var line in _journal.ReadAll())
            _tables.Apply(line);
    }

    public T Read<T>(Func<Tables, T> query)
    {
        lock (_gate)
            return query(_tables);
    }

    /// <summary>Does the work and keeps its changes; if it throws, nothing has changed.</summary>
    public T Commit<T>(Func<Change, T> work)
    {
        lock (_gate)
        {
            var change = new Change(_tables, _time.GetUtcNow());
            var result = work(change);
            if (change.ToLine() is { } line)
            {
                _journal.Append(line);
                _tables.Apply(line);
            }
            return result;
        }
    }

    public void Dispose() => _journal.Dispose();
}
