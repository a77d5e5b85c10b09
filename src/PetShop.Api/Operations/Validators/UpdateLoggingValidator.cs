using System.Buffers;
using FluentValidation;
using PetShop.Api.Core.Patching;
using PetShop.Api.Operations.Dtos;

namespace PetShop.Api.Operations.Validators;

public sealed class UpdateLoggingValidator : AbstractValidator<UpdateLoggingRequest>
{
    private const string LeaveOut =
        "This setting must have a value. Give one, or leave the field out to keep the current one.";

    /// <summary>Characters with a meaning in configuration keys and in the framework's filters.</summary>
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
            context.AddFailure($"Give at most {UpdateLoggingRequest.MaxOverrides} sources at a time.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in overrides.Keys)
            if (Flaw(source) is { } flaw)
                context.AddFailure($"overrides['{source}']", flaw);
            else if (!seen.Add(source))
                context.AddFailure($"overrides['{source}']",
                    "This source is given twice (case is ignored). Send it once.");
    }

    private static string? Flaw(string source)
    {
        const int Length = UpdateLoggingRequest.SourceLength;
        if (string.IsNullOrWhiteSpace(source) || source.Length > Length || source.AsSpan().ContainsAny(Reserved))
            return $"A source is the prefix of a class name, with 1 to {Length} characters except : and *.";
        return source.Equals("Default", StringComparison.OrdinalIgnoreCase)
            ? "To set the level of all other sources, use the field default, next to overrides." : null;
    }
}
