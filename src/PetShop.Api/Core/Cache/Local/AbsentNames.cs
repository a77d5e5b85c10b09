using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache.Local;

/// <summary>
/// Keys under which nothing was found a moment ago, in this process alone, so that asking again costs no look anywhere.
/// Only so many are kept, each for a short time, and it obeys the same removals as what was found: what is made shows
/// at once on its own node and as soon as a removal is heard on others.
/// </summary>
internal sealed class AbsentNames(LocalStore local, IOptions<CacheOptions> options, CacheClock clock)
{
    private readonly ConcurrentDictionary<string, Absence> _names = new(StringComparer.Ordinal);
    private readonly Queue<Absence> _oldestFirst = new();
    private readonly Lock _gate = new();
    private readonly int _limit = options.Value.AbsentNames;
    private readonly long _life = clock.Ticks(options.Value.AbsentTtl);

    public int Count => _names.Count;

    public bool Has(string key) =>
        _names.TryGetValue(key, out var absence) && IsAlive(absence, clock.Now)
        && local.IsServable(absence.Reading) && local.IsCurrent(absence.Reading);

    /// <summary>
    /// Nothing was found by this reading. It counts only while nothing that the key depends on was removed since it
    /// began.
    /// </summary>
    public void Note(string key, Reading reading)
    {
        var absence = new Absence(key, reading);
        lock (_gate)
        {
            _names[key] = absence;
            _oldestFirst.Enqueue(absence);
            // All live equally long, so the oldest is the first to end.
            while (_oldestFirst.TryPeek(out var oldest) && (_oldestFirst.Count > _limit || !IsAlive(oldest, clock.Now)))
                _names.TryRemove(new(oldest.Key, _oldestFirst.Dequeue()));
        }
    }

    private bool IsAlive(Absence absence, long now) => now - absence.Reading.StartedAt < _life;

    private sealed class Absence(string key, Reading reading)
    {
        public string Key => key;

        public Reading Reading => reading;
    }
}
