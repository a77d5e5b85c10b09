using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Queue.Repositories;

namespace PetShop.Api.Operations.Dtos.Background;

/// <summary>An item of a queue that was given up.</summary>
public sealed record ParkedItemResponse
{
    /// <example>4711</example>
    public required long Id { get; init; }

    /// <summary>What it is about.</summary>
    /// <example>1:4711</example>
    public required string Key { get; init; }

    /// <summary>Items with the same one are done one after another; null if it waits for no other.</summary>
    /// <example>1:order:PS-0ABC-DEFG-HJK4</example>
    public required string? OrderKey { get; init; }

    /// <example>10</example>
    public required int Attempts { get; init; }

    /// <example>2026-01-31T12:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <example>2026-01-31T12:30:00Z</example>
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    /// <example>HttpRequestException: The answer was 503.</example>
    public required string? Error { get; init; }

    internal static ParkedItemResponse From(StoredWorkItem item) => new()
    {
        Id = item.Id,
        Key = item.Key,
        OrderKey = item.OrderKey,
        Attempts = item.Attempts,
        CreatedAt = item.CreatedAt,
        ParkedAt = item.ParkedAt!.Value,
        Error = item.LastError,
    };
}

/// <summary>A page of what was given up, the first item first.</summary>
public sealed record ParkedItemFilter : PageQuery;

/// <summary>What runs again.</summary>
public sealed record RetryResponse
{
    /// <summary>How many items run again.</summary>
    /// <example>3</example>
    public required int Retried { get; init; }

    /// <summary>Whether there may be more: repeat the request.</summary>
    /// <example>false</example>
    public required bool HasMore { get; init; }
}
