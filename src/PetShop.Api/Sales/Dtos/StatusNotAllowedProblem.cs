namespace PetShop.Api.Sales.Dtos;

/// <summary>The status cannot change to the one asked for: nothing was changed.</summary>
public sealed record StatusNotAllowedProblem
{
    /// <summary>The present status.</summary>
    /// <example>pending</example>
    public required string StatusNow { get; init; }

    /// <summary>Those that may follow; empty where it stays as it is.</summary>
    /// <example>["confirmed", "cancelled"]</example>
    public required IReadOnlyList<string> Allowed { get; init; }
}
