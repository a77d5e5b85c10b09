namespace PetShop.Api.Core.Logging;

/// <summary>The least severe line that is written: a level lets itself and all that follow through.</summary>
public enum LoggingLevel
{
    Verbose,
    Debug,
    Information,
    Warning,
    Error,
    Fatal,
}

internal static class LoggingLevels
{
    /// <summary>Our levels in the framework's terms: the order is the same.</summary>
    public static LogLevel ToLogLevel(this LoggingLevel level) => (LogLevel)(int)level;

    /// <summary>Reads a level from configuration, in our spelling or in the framework's; null when it is neither.</summary>
    public static LoggingLevel? Parse(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "VERBOSE" or "TRACE" => LoggingLevel.Verbose,
        "DEBUG" => LoggingLevel.Debug,
        "INFORMATION" or "INFO" => LoggingLevel.Information,
        "WARNING" or "WARN" => LoggingLevel.Warning,
        "ERROR" => LoggingLevel.Error,
        "FATAL" or "CRITICAL" or "NONE" => LoggingLevel.Fatal,
        _ => null,
    };
}
