using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Core.Hosting;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Stops a node whose connections are not sessions. If the database is unavailable at startup, the node starts anyway
/// and is checked when the database becomes available.
/// </summary>
internal sealed class PoolingModeService(
    PoolingModeCheck sessions, StartupGuard refusal, IOptions<DatabaseOptions> options)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private bool _isKnown;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            _isKnown = await TryAsync(cancellationToken);
        }
        catch (StartupException e)
        {
            refusal.RefuseStart(e.Message);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!_isKnown)
            {
                await Task.Delay(Pause, stoppingToken);
                _isKnown = await TryAsync(stoppingToken);
            }
        }
        catch (StartupException e)
        {
            refusal.Stop(e.Message);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <returns>False if the database cannot be reached.</returns>
    private async Task<bool> TryAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(options.Value.WaitLimit);
        try
        {
            await sessions.EnsureSessionsAsync(limit.Token);
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested
            && e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
