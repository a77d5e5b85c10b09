using System.Collections;

namespace PetShop.Api.Sales.Entities;

/// <summary>
/// A state machine as a table of the allowed next states of each state. A state without a row is final.
/// </summary>
public sealed class Transitions<TStatus>
    : IEnumerable<KeyValuePair<TStatus, IReadOnlyList<TStatus>>> where TStatus : struct, Enum
{
    private readonly Dictionary<TStatus, IReadOnlyList<TStatus>> _rows = [];

    public void Add(TStatus from, params TStatus[] to) => _rows.Add(from, to);

    /// <summary>The allowed next states; none for a final state. Keeping the state is not a transition.</summary>
    public IReadOnlyList<TStatus> From(TStatus status) => _rows.GetValueOrDefault(status, []);

    public bool Allow(TStatus from, TStatus to) => From(from).Contains(to);

    /// <summary>
    /// The last safeguard, in the entity itself: services refuse earlier, with a message for the caller.
    /// </summary>
    /// <exception cref="InvalidOperationException">The transition is not in the table.</exception>
    public TStatus Move(TStatus from, TStatus to) =>
        Allow(from, to)
            ? to
            : throw new InvalidOperationException($"{typeof(TStatus).Name} cannot go from {from} to {to}.");

    public IEnumerator<KeyValuePair<TStatus, IReadOnlyList<TStatus>>> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
