using System.Buffers;
using FluentValidation;
using PetShop.Api.Core.Http;

namespace PetShop.Api.Core.Logging;

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

public sealed class UpdateLoggingValidator : AbstractValidator<UpdateLoggingRequest>
{
    private const string LeaveOut =
        "This setting always has a value. Give one, or leave the field out to keep the present one.";

    /// <summary>What the configuration's keys and the framework's filters give a meaning of their own.</summary>
    private static readonly SearchValues<char> Reserved = SearchValues.Create(":*");

    public UpdateLoggingValidator()
    {
        this.WhenSet(r => r.Default, level => level.NotNull().WithMessage(LeaveOut));
        this.WhenSet(r => r.StackTraces, traces => traces.NotNull().WithMessage(LeaveOut));
        RuleFor(r => r.Overrides).Custom(CheckSources);
    }

    private static void CheckSources(
        Dictionary<string, LogLevel?>? overrides, ValidationContext<UpdateLoggingRequest> context)
    {
        if (overrides is null)
            return;
        if (overrides.Count > UpdateLoggingRequest.MaxOverrides)
            context.AddFailure($"Name at most {UpdateLoggingRequest.MaxOverrides} sources at a time.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in overrides.Keys)
            if (Flaw(source) is { } flaw)
                context.AddFailure($"overrides['{source}']", flaw);
            else if (!seen.Add(source))
                context.AddFailure($"overrides['{source}']",
                    "This source is given twice: upper and lower case are the same. Send it once.");
    }

    private static string? Flaw(string source)
    {
        const int Length = UpdateLoggingRequest.SourceLength;
        if (string.IsNullOrWhiteSpace(source) || source.Length > Length || source.AsSpan().ContainsAny(Reserved))
            return $"A source is the beginning of a class name, of 1 to {Length} characters without : and *.";
        return source.Equals("Default", StringComparison.OrdinalIgnoreCase)
            ? "Set the level of all other sources in the field default, beside overrides." : null;
    }
}
