using Npgsql;

namespace PetShop.Api.Core.Settings;

/// <summary>
/// Reads the runtime settings every two seconds. Because it polls, it cannot miss a notification, holds no connection
/// to listen on, and needs no handling of lost connections, restarts or failovers. It does not use Redis: levels are
/// changed when something is wrong.
/// </summary>
internal sealed partial class RuntimeSettingsPoll(
    NpgsqlDataSource database, RuntimeSettings settings, ILogger<RuntimeSettingsPoll> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>One reader at a time: otherwise, the one with the older rows could apply them last.</summary>
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>Reads the settings now.</summary>
    /// <exception cref="NpgsqlException">The database cannot be read. The current settings stay in force.</exception>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            var stored = await ReadAsync(ct);
            if (settings.Replace(stored))
                LogChanged(string.Join(", ", stored.Select(setting => $"{setting.Key}={setting.Value ?? "none"}")));
        }
        finally
        {
            _reading.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isReadable = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(stoppingToken);
                isReadable = true;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (isReadable)
                    LogUnreadable(e.Message);       // only once, not every two seconds
                isReadable = false;
            }
            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _reading.Dispose();
    }

    private async Task<List<KeyValuePair<string, string?>>> ReadAsync(CancellationToken ct)
    {
        var stored = new List<KeyValuePair<string, string?>>();
        // Only Logging: a user who can write to the database must not be able to redirect, for example, token
        // validation.
        const string Sql =
            "SELECT key, value FROM runtime_settings WHERE key LIKE 'Logging:%' ORDER BY updated_at, key";
        await using var command = database.CreateCommand(Sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            stored.Add(new(rows.GetString(0), await rows.IsDBNullAsync(1, ct) ? null : rows.GetString(1)));
        return stored;
    }

    [LoggerMessage(LogLevel.Warning, "Runtime settings changed: {Settings}")]
    private partial void LogChanged(string settings);

    [LoggerMessage(LogLevel.Warning, "The runtime settings cannot be read; the current ones stay in force: {Reason}")]
    private partial void LogUnreadable(string reason);
}
