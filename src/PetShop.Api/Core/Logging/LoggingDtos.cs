using FluentValidation;
using PetShop.Api.Core.Http;

namespace PetShop.Api.Core.Logging;

/// <summary>What is written to the log, on every node.</summary>
public sealed record LoggingResponse
{
    /// <summary>The level of every source that has none of its own.</summary>
    /// <example>information</example>
    public required LoggingLevel Default { get; init; }

    /// <summary>Levels by source. A source is the beginning of a class name; the longest one that fits a class counts.</summary>
    /// <example>{ "Microsoft": "warning", "PetShop.Api.Sales": "debug" }</example>
    public required IReadOnlyDictionary<string, LoggingLevel> Overrides { get; init; }

    /// <summary>Whether exceptions are logged with their full stack trace, or by type, message and first frame.</summary>
    /// <example>true</example>
    public required bool StackTraces { get; init; }

    internal static LoggingResponse From(LoggingSettings settings) =>
        new() { Default = settings.Default, Overrides = settings.Overrides, StackTraces = settings.StackTraces };
}

/// <summary>A change of logging: what is absent stays as it is.</summary>
public sealed record UpdateLoggingRequest
{
    public const int MaxOverrides = 100;
    public const int SourceLength = 200;

    /// <summary>The level of every source that has none of its own.</summary>
    /// <example>information</example>
    public Optional<LoggingLevel?> Default { get; init; }

    /// <summary>Levels by source, such as `PetShop.Api.Sales`, `PetShop.Requests` or `Microsoft.EntityFrameworkCore`; null removes one.</summary>
    /// <example>{ "PetShop.Api.Sales": "debug" }</example>
    public Dictionary<string, LoggingLevel?>? Overrides { get; init; }

    /// <summary>Whether exceptions are logged with their full stack trace.</summary>
    /// <example>true</example>
    public Optional<bool?> StackTraces { get; init; }

    internal LoggingChange ToChange() =>
        new(Default.Value, Overrides is null ? null : new(Overrides, StringComparer.Ordinal), StackTraces.Value);
}

public sealed class UpdateLoggingValidator : AbstractValidator<UpdateLoggingRequest>
{
    private const string LeaveOut = "There is always one: give it, or leave it out to keep what it is.";

    public UpdateLoggingValidator()
    {
        this.WhenSet(r => r.Default, level => level.NotNull().WithMessage(LeaveOut));
        this.WhenSet(r => r.StackTraces, traces => traces.NotNull().WithMessage(LeaveOut));
        RuleFor(r => r.Overrides).Custom(CheckSources);
    }

    private static void CheckSources(Dictionary<string, LoggingLevel?>? overrides, ValidationContext<UpdateLoggingRequest> context)
    {
        if (overrides is null)
            return;
        if (overrides.Count > UpdateLoggingRequest.MaxOverrides)
            context.AddFailure($"Name at most {UpdateLoggingRequest.MaxOverrides} sources at a time.");
        foreach (var source in overrides.Keys.Where(s => string.IsNullOrWhiteSpace(s) || s.Length > UpdateLoggingRequest.SourceLength))
            context.AddFailure($"overrides['{source}']", $"A source is the beginning of a class name, of 1 to {UpdateLoggingRequest.SourceLength} characters.");
    }
}
