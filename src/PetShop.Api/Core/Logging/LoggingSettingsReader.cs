using Npgsql;

namespace PetShop.Api.Core.Logging;

/// <summary>Brings this node to what is stored.</summary>
internal sealed partial class LoggingSettingsReader(NpgsqlDataSource database, LiveLogging live, ILogger<LoggingSettingsReader> logger) : IDisposable
{
    public const string Key = "logging";

    /// <summary>Two readers at once could put the older row last.</summary>
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <exception cref="NpgsqlException">The database cannot be asked; what held goes on holding.</exception>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await using var command = database.CreateCommand("SELECT value FROM runtime_settings WHERE key = $1");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Key });
            var stored = await command.ExecuteScalarAsync(ct) as string;
            if (live.Apply(stored is null ? new LoggingChange() : LoggingChange.FromJson(stored)))
                LogChanged(live.Current);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private void LogChanged(LoggingSettings now) =>
        LogChanged(now.Default, now.StackTraces, string.Join(", ", now.Overrides.Select(o => $"{o.Key}={o.Value}")));

    [LoggerMessage(LogLevel.Warning, "Logging changed: default {Default}, stack traces {StackTraces}, sources {Sources}")]
    private partial void LogChanged(LoggingLevel @default, bool stackTraces, string sources);
}
