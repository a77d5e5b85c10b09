using Microsoft.Extensions.Configuration.Memory;

namespace PetShop.Api.Core.Logging;

/// <summary>The levels that apply where the configuration names none: the lowest source of the configuration.</summary>
internal static class DefaultLevels
{
    public const string Section = LoggingOptions.Section + ":LogLevel";

    /// <summary>The framework reports when something is wrong; its own commentary is for those who ask.</summary>
    private static readonly Dictionary<string, LogLevel> Levels = new()
    {
        ["Default"] = LogLevel.Information,
        ["Microsoft"] = LogLevel.Warning,
        ["Microsoft.AspNetCore.DataProtection"] = LogLevel.Error,   // warns about cookie keys; the shop has no cookies
        // What these report as errors is thrown as well, and logged by whoever answers for it.
        ["Microsoft.AspNetCore.Authentication.JwtBearer"] = LogLevel.Critical,
        ["Microsoft.EntityFrameworkCore.Database"] = LogLevel.Critical,
        ["Microsoft.EntityFrameworkCore.Query"] = LogLevel.Critical,
        ["Microsoft.EntityFrameworkCore.Update"] = LogLevel.Critical,
        ["Microsoft.Extensions.Diagnostics.HealthChecks"] = LogLevel.Critical,  // at each probe; ours logs changes
        ["Microsoft.Hosting.Lifetime"] = LogLevel.Information,
        ["Npgsql"] = LogLevel.Warning,
        ["System"] = LogLevel.Warning,
    };

    /// <summary>Puts the default levels below everything else in the configuration.</summary>
    /// <exception cref="InvalidOperationException">The configuration has a level that is none.</exception>
    public static void AddTo(IConfigurationManager configuration)
    {
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = Levels.Select(level =>
                KeyValuePair.Create($"{Section}:{level.Key}", (string?)level.Value.ToString())),
        });
        foreach (var level in configuration.GetSection(Section).GetChildren())
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
                throw new InvalidOperationException($"{level.Path}: '{level.Value}' is not a level. "
                    + $"Use one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
    }
}
