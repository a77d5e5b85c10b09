using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PetShop.IntegrationTests.Shop;

/// <summary>
/// Captures the last lines of a node's log: warnings, and one source's lines according to its settings.
/// </summary>
/// <param name="settings">The node's settings.</param>
public sealed class CapturedLog(IReadOnlyDictionary<string, string?> settings) : ILoggerProvider
{
    private const int Kept = 50;
    private const string LevelSetting = "Logging:LogLevel:";
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>
    /// Failed requests and errors. Other warnings may come from a busy machine: a slow Redis, a disconnected client.
    /// </summary>
    public IReadOnlyCollection<string> Failures =>
        [.. _lines.Where(line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)
            || line.Contains("PetShop.Api.Core.Errors", StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName, LevelOf(categoryName));

    public void Clear() => _lines.Clear();

    public void Dispose()
    {
    }

    /// <summary>Lines that the shop does not log by default, so that a test need not clear them.</summary>
    private LogLevel LevelOf(string category) => settings
        .Where(setting => setting.Key.StartsWith(LevelSetting, StringComparison.Ordinal)
            && category.StartsWith(setting.Key[LevelSetting.Length..], StringComparison.Ordinal))
        .Select(setting => Enum.Parse<LogLevel>(setting.Value!)).Append(LogLevel.Warning).Min();

    private void Add(string line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > Kept && _lines.TryDequeue(out _))
        {
        }
    }

    private sealed class Logger(CapturedLog log, string category, LogLevel lowest) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= lowest;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var details = exception is null ? "" : Environment.NewLine + exception;
            if (IsEnabled(logLevel))
                log.Add($"{logLevel} {category}: {formatter(state, exception)}{details}");
        }
    }
}
