using PetShop.Api.Core.Text;

namespace PetShop.Api.Operations.Dtos.Events;

/// <summary>Which events, and how many.</summary>
public sealed record EventFilter
{
    public const int MaxLimit = 500;
    public const int MaxTypes = 20;

    /// <summary>
    /// Only events after this cursor. If absent, the first events that are kept. With 0, all since the beginning: if
    /// they are no longer kept, the request is refused.
    /// </summary>
    /// <example>0</example>
    public long? After { get; init; }

    /// <summary>The maximum number of events, 1–500.</summary>
    /// <example>100</example>
    public int Limit { get; init; } = 100;

    /// <summary>Only events of this type. Repeat the parameter for several types.</summary>
    /// <example>order.placed</example>
    [Text(TextShape.Verbatim)]
    public IReadOnlyList<string>? Types { get; init; }
}
