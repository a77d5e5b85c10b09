using Microsoft.Extensions.Configuration.Memory;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// The levels for categories that the configuration does not mention: the configuration source with the lowest
/// priority.
/// </summary>
internal static class DefaultLogLevels
{
    public const string Section = LoggingOptions.Section + ":LogLevel";

    /// <summary>The framework logs problems by default; its other messages must be requested.</summary>
    private static readonly Dictionary<string, LogLevel> Levels = new()
    {
        ["Default"] = LogLevel.Information,
        ["Microsoft"] = LogLevel.Warning,
        ["Microsoft.AspNetCore.DataProtection"] = LogLevel.Error,   // warns about cookie keys; the shop has no cookies
        // Errors that these categories log are also thrown, and logged where they are handled.
        ["Microsoft.AspNetCore.Authentication.JwtBearer"] = LogLevel.Critical,
        ["Microsoft.EntityFrameworkCore.Database"] = LogLevel.Critical,
        ["Microsoft.EntityFrameworkCore.Query"] = LogLevel.Critical,
        ["Microsoft.EntityFrameworkCore.Update"] = LogLevel.Critical,
        // logged at each probe; our own log reports changes
        ["Microsoft.Extensions.Diagnostics.HealthChecks"] = LogLevel.Critical,
        ["Microsoft.Hosting.Lifetime"] = LogLevel.Information,
        ["Npgsql"] = LogLevel.Warning,
        ["System"] = LogLevel.Warning,
    };

    /// <summary>Adds the default levels below everything else in the configuration.</summary>
    /// <exception cref="InvalidOperationException">The configuration contains an invalid level.</exception>
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
