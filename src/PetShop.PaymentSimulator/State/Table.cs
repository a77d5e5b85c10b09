namespace PetShop.PaymentSimulator.State;

/// <summary>Records by their identifier, in the order of their creation.</summary>
internal sealed class Table<T>(Func<T, string> idOf)
    where T : class
{
    private readonly List<T> _rows = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public int Count => _rows.Count;

    public T? Find(string id) => _places.TryGetValue(id, out var place) ? _rows[place] : null;

    /// <summary>Adds a record, or replaces the one with its identifier.</summary>
    public void Put(T row)
    {
        if (_places.TryGetValue(idOf(row), out var place))
        {
            _rows[place] = row;
            return;
        }
        _places[idOf(row)] = _rows.Count;
        _rows.Add(row);
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">Only records older than this one.</param>
    public IEnumerable<T> Newest(string? before = null)
    {
        for (var place = (before is null ? _rows.Count : _places[before]) - 1; place >= 0; place--)
            yield return _rows[place];
    }

    /// <summary>The records that are newer than this one, the oldest first.</summary>
    public IEnumerable<T> NewerThan(string id)
    {
        for (var place = _places[id] + 1; place < _rows.Count; place++)
            yield return _rows[place];
    }
}
