using System.Collections.Immutable;

namespace PetShop.Api.Core.Logging;

/// <summary>What holds now: the level for all, the levels of named sources, and whether exceptions are written in full.</summary>
internal sealed record LoggingSettings(LoggingLevel Default, ImmutableSortedDictionary<string, LoggingLevel> Overrides, bool StackTraces)
{
    /// <summary>The framework speaks up when something is wrong; its own commentary is for those who ask.</summary>
    private static readonly Dictionary<string, LoggingLevel> Quieted = new()
    {
        ["Microsoft"] = LoggingLevel.Warning,
        ["Microsoft.AspNetCore.DataProtection"] = LoggingLevel.Error,   // speaks of cookie keys; the shop has no cookies
        // What these report as errors is thrown as well, and logged by whoever answers for it.
        ["Microsoft.AspNetCore.Authentication.JwtBearer"] = LoggingLevel.Fatal,
        ["Microsoft.EntityFrameworkCore.Database"] = LoggingLevel.Fatal,
        ["Microsoft.EntityFrameworkCore.Query"] = LoggingLevel.Fatal,
        ["Microsoft.EntityFrameworkCore.Update"] = LoggingLevel.Fatal,
        ["Microsoft.Extensions.Diagnostics.HealthChecks"] = LoggingLevel.Fatal,     // at each probe; ours speaks when something changes
        ["Microsoft.Hosting.Lifetime"] = LoggingLevel.Information,
        ["Npgsql"] = LoggingLevel.Warning,
        ["System"] = LoggingLevel.Warning,
    };

    /// <summary>What the configuration says: <c>Logging:LogLevel:Default</c> and <c>Logging:LogLevel:{source}</c>.</summary>
    /// <exception cref="InvalidOperationException">A level is none.</exception>
    public static LoggingSettings FromConfiguration(IConfiguration configuration)
    {
        var options = configuration.GetSection(LoggingOptions.Section).Get<LoggingOptions>() ?? new LoggingOptions();
        var levels = new Dictionary<string, LoggingLevel>(Quieted, StringComparer.Ordinal) { ["Default"] = LoggingLevel.Information };
        foreach (var level in configuration.GetSection($"{LoggingOptions.Section}:LogLevel").GetChildren())
            levels[level.Key] = LoggingLevels.Parse(level.Value)
                ?? throw new InvalidOperationException($"{level.Path}: '{level.Value}' is no level; verbose, debug, information, warning, error and fatal are.");
        var all = levels["Default"];
        levels.Remove("Default");
        return new LoggingSettings(all, levels.ToImmutableSortedDictionary(StringComparer.Ordinal), options.StackTraces);
    }

    /// <summary>These settings with a change laid over them; a source set to null is one without a level of its own.</summary>
    public LoggingSettings With(LoggingChange change)
    {
        var overrides = Overrides.ToBuilder();
        foreach (var (source, level) in change.Overrides ?? [])
        {
            if (level is { } set)
                overrides[source] = set;
            else
                overrides.Remove(source);
        }
        return new LoggingSettings(change.Default ?? Default, overrides.ToImmutable(), change.StackTraces ?? StackTraces);
    }
}
