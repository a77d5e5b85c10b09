namespace PetShop.Api.Core.Outbox;

/// <summary>All types of events, which the domains register.</summary>
public sealed class EventTypes(IEnumerable<EventTypeNames> registered)
{
    private readonly HashSet<string> _names =
        registered.SelectMany(domain => domain.Names).ToHashSet(StringComparer.Ordinal);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> All => [.. _names.Order(StringComparer.Ordinal)];

    public bool Contains(string name) => _names.Contains(name);
}

/// <summary>The types of a domain's events.</summary>
public sealed record EventTypeNames(IReadOnlyList<string> Names);
