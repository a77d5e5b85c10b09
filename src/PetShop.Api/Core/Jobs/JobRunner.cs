using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Jobs;

/// <summary>
/// Runs each registered job at its interval, with a scope and a lock for each run. Jobs do not wait for each other, and
/// none delays the shutdown.
/// </summary>
internal sealed partial class JobRunner(
    IEnumerable<JobRegistration> jobs, IServiceScopeFactory scopes, JobLock locks, FailoverMonitor failover,
    IOptions<JobsOptions> options, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    /// <summary>Added to each log line of a run, like the caller for requests.</summary>
    private const string LogActor = "actor";

    private static readonly TimeSpan AfterBrokenJob = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Enabled
            ? Task.WhenAll(jobs.Select(job => RepeatAsync(job.Type, stoppingToken)))
            : Task.CompletedTask;

    private async Task RepeatAsync(Type type, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(options.Value.FirstRunAfter, clock, stopping);
            while (true)
                await Task.Delay(await RunAsync(type, stopping), clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <returns>How long to wait for the next run.</returns>
    private async Task<TimeSpan> RunAsync(Type type, CancellationToken stopping)
    {
        var (name, wait) = (type.Name, AfterBrokenJob);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = (IJob)scope.ServiceProvider.GetRequiredService(type);
            (name, wait) = (job.Name, job.Interval);
            await RunLockedAsync(job, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            failover.Observe(failure);
            LogFailed(failure, name, wait);
        }
        return wait;
    }

    private async Task RunLockedAsync(IJob job, CancellationToken stopping)
    {
        await using var held = await locks.TryTakeAsync(job.Name, stopping);
        if (held is null)
        {
            LogElsewhere(job.Name);
            return;
        }
        using var scope = logger.BeginScope(new Dictionary<string, object> { [LogActor] = "job " + job.Name });
        var started = clock.GetTimestamp();
        await job.RunAsync(stopping);
        LogDone(job.Name, clock.GetElapsedTime(started).TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Debug, "Job {Job} done in {Elapsed:0} ms")]
    private partial void LogDone(string job, double elapsed);

    [LoggerMessage(LogLevel.Debug, "Job {Job} runs on another node")]
    private partial void LogElsewhere(string job);

    [LoggerMessage(LogLevel.Error, "Job {Job} failed and will run again in {Wait}")]
    private partial void LogFailed(Exception failure, string job, TimeSpan wait);
}

/// <summary>The registration of a job.</summary>
internal sealed record JobRegistration(Type Type);
