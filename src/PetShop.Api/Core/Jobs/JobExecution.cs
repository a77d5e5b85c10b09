using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Jobs;

/// <summary>Runs a job once, with a scope and the job's lock, and records the run. A failure is logged.</summary>
internal sealed partial class JobExecution(
    IServiceScopeFactory scopes, JobLock locks, JobJournal journal, FailoverMonitor failover, TimeProvider clock,
    ILogger<JobExecution> logger)
{
    /// <summary>Added to each log line of a run, like the caller for requests.</summary>
    private const string LogActor = "actor";

    private static readonly TimeSpan AfterBrokenJob = TimeSpan.FromMinutes(1);

    public async Task<JobOutcome> RunAsync(Type type, CancellationToken ct)
    {
        var (name, wait) = (type.Name, AfterBrokenJob);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var job = (IJob)scope.ServiceProvider.GetRequiredService(type);
            (name, wait) = (job.Name, job.Interval);
            return new(wait, await RunLockedAsync(job, ct));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            failover.Observe(failure);
            LogFailed(failure, name, wait);
            return new(wait, HasRun: true);
        }
    }

    private async Task<bool> RunLockedAsync(IJob job, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        try
        {
            if (!await TryRunAsync(job, ct))
            {
                LogElsewhere(job.Name);
                return false;
            }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            await journal.RecordAsync(job, started, failure, ct);
            throw;
        }
        await journal.RecordAsync(job, started, failure: null, ct);
        return true;
    }

    private async Task<bool> TryRunAsync(IJob job, CancellationToken ct)
    {
        await using var held = await locks.TryTakeAsync(job.Name, ct);
        if (held is null)
            return false;
        using var scope = logger.BeginScope(new Dictionary<string, object> { [LogActor] = "job " + job.Name });
        var started = clock.GetTimestamp();
        await job.RunAsync(ct);
        LogDone(job.Name, clock.GetElapsedTime(started).TotalMilliseconds);
        return true;
    }

    [LoggerMessage(LogLevel.Debug, "Job {Job} done in {Elapsed:0} ms")]
    private partial void LogDone(string job, double elapsed);

    [LoggerMessage(LogLevel.Debug, "Job {Job} runs on another node")]
    private partial void LogElsewhere(string job);

    [LoggerMessage(LogLevel.Error, "Job {Job} failed and will run again in {Wait}")]
    private partial void LogFailed(Exception failure, string job, TimeSpan wait);
}

/// <param name="Interval">The job's interval.</param>
/// <param name="HasRun">False if another node is running it.</param>
internal readonly record struct JobOutcome(TimeSpan Interval, bool HasRun);
