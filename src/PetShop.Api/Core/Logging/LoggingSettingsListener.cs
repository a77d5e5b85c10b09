using Npgsql;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// Hears of changes made on any node. PostgreSQL tells of them at once, on a connection of its own; looking again every
/// two seconds covers a lost notice. Redis has no part in it: levels are changed when things go wrong.
/// </summary>
internal sealed partial class LoggingSettingsListener(
    NpgsqlDataSource database, LoggingSettingsReader reader, ILogger<LoggingSettingsListener> logger) : BackgroundService
{
    public const string Channel = "petshop_settings";

    private static readonly TimeSpan Backstop = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var healthy = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => healthy = true, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (healthy)
                    LogUnreachable(e.Message);     // once, not every two seconds
                healthy = false;
            }
            await Task.Delay(Backstop, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(Action working, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        while (true)
        {
            await reader.RefreshAsync(ct);
            working();
            await connection.WaitAsync(Backstop, ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Cannot hear of changed settings, those that hold stay: {Reason}")]
    private partial void LogUnreachable(string reason);
}
