using PetShop.Api.Core.Patching;

namespace PetShop.Api.Operations.Dtos;

/// <summary>The log levels of all nodes.</summary>
public sealed record LoggingResponse
{
    /// <summary>The level of all sources without a level of their own.</summary>
    /// <example>information</example>
    public required LogLevel Default { get; init; }

    /// <summary>
    /// Levels by source. A source is the prefix of a log category, usually a class name; the longest match applies.
    /// </summary>
    /// <example>{ "Microsoft": "warning", "PetShop.Api.Sales": "debug" }</example>
    public required IReadOnlyDictionary<string, LogLevel> Overrides { get; init; }

    /// <summary>
    /// Whether exceptions are logged with the full stack trace, or only with type, message and first frame.
    /// </summary>
    /// <example>true</example>
    public required bool StackTraces { get; init; }
}

/// <summary>A change of log levels: absent fields are unchanged.</summary>
public sealed record UpdateLoggingRequest
{
    public const int MaxOverrides = 100;
    public const int SourceLength = 200;

    /// <summary>The level of all sources without a level of their own.</summary>
    /// <example>information</example>
    public Optional<LogLevel?> Default { get; init; }

    /// <summary>
    /// Levels by source, such as `PetShop.Api.Sales`, `PetShop.Requests` or `Microsoft.EntityFrameworkCore`; null
    /// removes one.
    /// </summary>
    /// <example>{ "PetShop.Api.Sales": "debug" }</example>
    public Dictionary<string, LogLevel?>? Overrides { get; init; }

    /// <summary>Whether exceptions are logged with the full stack trace.</summary>
    /// <example>true</example>
    public Optional<bool?> StackTraces { get; init; }
}
