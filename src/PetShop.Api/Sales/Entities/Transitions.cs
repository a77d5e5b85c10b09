using System.Collections;

namespace PetShop.Api.Sales.Entities;

/// <summary>A state machine as a table: to which states each state may go. A state without a row is final.</summary>
public sealed class Transitions<TStatus> : IEnumerable<KeyValuePair<TStatus, IReadOnlyList<TStatus>>> where TStatus : struct, Enum
{
    private readonly Dictionary<TStatus, IReadOnlyList<TStatus>> _rows = [];

    public void Add(TStatus from, params TStatus[] to) => _rows.Add(from, to);

    /// <summary>Where one may go from here; nowhere from a final state. To stay is no move.</summary>
    public IReadOnlyList<TStatus> From(TStatus status) => _rows.GetValueOrDefault(status, []);

    public bool Allow(TStatus from, TStatus to) => From(from).Contains(to);

    /// <summary>The last guard, in the entity itself: services refuse in the caller's words before it comes to this.</summary>
    /// <exception cref="InvalidOperationException">The table has no such move.</exception>
    public TStatus Move(TStatus from, TStatus to) =>
        Allow(from, to) ? to : throw new InvalidOperationException($"{typeof(TStatus).Name} cannot go from {from} to {to}.");

    public IEnumerator<KeyValuePair<TStatus, IReadOnlyList<TStatus>>> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
