using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Queue;

/// <summary>
/// Works on each queue that has a handler, at once when this node has added work, and otherwise every second. The
/// queues do not wait for each other, and none delays the shutdown.
/// </summary>
internal sealed partial class QueueRunner(
    IEnumerable<WorkRegistration> handlers, IServiceScopeFactory scopes, WorkRunner runner, WorkSignals signals,
    FailoverMonitor failover, IOptions<JobsOptions> options, ILogger<QueueRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Enabled
            ? Task.WhenAll(handlers.Select(handler => WorkAsync(handler.Type, stoppingToken)))
            : Task.CompletedTask;

    private async Task WorkAsync(Type type, CancellationToken stopping)
    {
        await Task.Yield();
        var (queue, policy) = await DescribeAsync(type);
        using var slots = new SemaphoreSlim(policy.AtOnce);
        try
        {
            while (true)
            {
                if (!policy.IsOpen() || !await TakeAsync(new(type, queue, policy, slots), stopping))
                    await signals.WaitAsync(queue, Interval, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        for (var slot = 0; slot < policy.AtOnce; slot++)        // until the last item has ended
            await slots.WaitAsync(CancellationToken.None);
    }

    /// <returns>Whether to look again at once.</returns>
    private async Task<bool> TakeAsync(Line line, CancellationToken stopping)
    {
        await line.Slots.WaitAsync(stopping);
        var free = 1;
        while (free < line.Policy.AtOnce && line.Slots.Wait(0, CancellationToken.None))
            free++;
        try
        {
            var claim = await runner.ClaimAsync(line.Queue, line.Policy, free, stopping);
            foreach (var work in claim.Taken)
            {
                free--;
                _ = RunAsync(line, work, stopping);
            }
            return claim.HasMore || claim.Taken.Count > 0;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            failover.Observe(failure);
            LogFailed(failure, line.Queue);
            return false;
        }
        finally
        {
            if (free > 0)
                line.Slots.Release(free);
        }
    }

    private async Task RunAsync(Line line, Work work, CancellationToken stopping)
    {
        try
        {
            await Task.Yield();
            await runner.RunAsync(line.Handler, line.Policy, work, stopping);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            failover.Observe(failure);
            LogFailed(failure, line.Queue);     // the item runs again when its lease ends
        }
        finally
        {
            line.Slots.Release();
            signals.Raise(line.Queue);          // the next of its order key can follow
        }
    }

    private async Task<(string Queue, QueuePolicy Policy)> DescribeAsync(Type type)
    {
        await using var scope = scopes.CreateAsyncScope();
        var handler = (IWorkHandler)scope.ServiceProvider.GetRequiredService(type);
        return (handler.Queue, handler.Policy);
    }

    [LoggerMessage(LogLevel.Error, "The queue {Queue} could not be worked on and is looked at again in a second")]
    private partial void LogFailed(Exception failure, string queue);

    private sealed record Line(Type Handler, string Queue, QueuePolicy Policy, SemaphoreSlim Slots);
}

/// <summary>The registration of a handler.</summary>
internal sealed record WorkRegistration(Type Type);
