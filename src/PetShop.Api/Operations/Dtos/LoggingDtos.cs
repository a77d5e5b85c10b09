using PetShop.Api.Core.Http;

namespace PetShop.Api.Operations.Dtos;

/// <summary>What is written to the log, on every node.</summary>
public sealed record LoggingResponse
{
    /// <summary>The level of every source that has none of its own.</summary>
    /// <example>information</example>
    public required LogLevel Default { get; init; }

    /// <summary>
    /// Levels by source. A source is the beginning of a class name; the longest one that fits a class counts.
    /// </summary>
    /// <example>{ "Microsoft": "warning", "PetShop.Api.Sales": "debug" }</example>
    public required IReadOnlyDictionary<string, LogLevel> Overrides { get; init; }

    /// <summary>
    /// Whether exceptions are logged with their full stack trace, or by type, message and first frame.
    /// </summary>
    /// <example>true</example>
    public required bool StackTraces { get; init; }
}

/// <summary>A change of logging: what is absent stays as it is.</summary>
public sealed record UpdateLoggingRequest
{
    public const int MaxOverrides = 100;
    public const int SourceLength = 200;

    /// <summary>The level of every source that has none of its own.</summary>
    /// <example>information</example>
    public Optional<LogLevel?> Default { get; init; }

    /// <summary>
    /// Levels by source, such as `PetShop.Api.Sales`, `PetShop.Requests` or `Microsoft.EntityFrameworkCore`; null
    /// removes one.
    /// </summary>
    /// <example>{ "PetShop.Api.Sales": "debug" }</example>
    public Dictionary<string, LogLevel?>? Overrides { get; init; }

    /// <summary>Whether exceptions are logged with their full stack trace.</summary>
    /// <example>true</example>
    public Optional<bool?> StackTraces { get; init; }
}
