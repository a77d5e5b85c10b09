using Npgsql;

namespace PetShop.Api.Core.Settings;

/// <summary>
/// Reads the runtime settings every two seconds. Nothing is announced, so nothing can be missed: no connection is held
/// to listen on, and a lost one, a restart or a failover need no handling of their own. Redis has no part in it: levels
/// are changed when things go wrong.
/// </summary>
internal sealed partial class RuntimeSettingsPoll(
    NpgsqlDataSource database, RuntimeSettings settings, ILogger<RuntimeSettingsPoll> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>One reader at a time: of two, the one with the older rows could be the last to apply them.</summary>
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>Brings this node up to date now.</summary>
    /// <exception cref="NpgsqlException">The database cannot be read. The present settings stay in force.</exception>
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
                    LogUnreadable(e.Message);       // once, not every two seconds
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
        // Logging alone: who can write a row of the database must not set where tokens come from.
        const string Sql = "SELECT key, value FROM runtime_settings WHERE key LIKE 'Logging:%' ORDER BY updated_at, key";
        await using var command = database.CreateCommand(Sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            stored.Add(new(rows.GetString(0), await rows.IsDBNullAsync(1, ct) ? null : rows.GetString(1)));
        return stored;
    }

    [LoggerMessage(LogLevel.Warning, "Runtime settings changed: {Settings}")]
    private partial void LogChanged(string settings);

    [LoggerMessage(LogLevel.Warning, "Cannot read the runtime settings, the present ones stay in force: {Reason}")]
    private partial void LogUnreadable(string reason);
}
