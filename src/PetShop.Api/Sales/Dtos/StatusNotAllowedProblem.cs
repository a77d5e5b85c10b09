namespace PetShop.Api.Sales.Dtos;

/// <summary>This status change is not allowed. Nothing was changed.</summary>
public sealed record StatusNotAllowedProblem
{
    /// <summary>The current status.</summary>
    /// <example>pending</example>
    public required string StatusNow { get; init; }

    /// <summary>The possible next statuses; empty if the status is final.</summary>
    /// <example>["confirmed", "cancelled"]</example>
    public required IReadOnlyList<string> Allowed { get; init; }
}
