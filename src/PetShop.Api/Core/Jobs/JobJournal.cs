using System.Collections.Concurrent;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Jobs.Repositories;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Jobs;

/// <summary>
/// Keeps when each job ran last. A job that runs every second is written down once a minute, and whenever it begins to
/// fail or to succeed.
/// </summary>
internal sealed partial class JobJournal(
    JobRunRepository runs, JobMetrics metrics, FailoverMonitor failover, TimeProvider clock,
    ILogger<JobJournal> logger)
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, bool HasFailed)> _written = new();

    /// <param name="failure">Null if it did not fail.</param>
    public async Task RecordAsync(IJob job, DateTimeOffset started, Exception? failure, CancellationToken ct)
    {
        var (now, hasFailed) = (clock.GetUtcNow(), failure is not null);
        metrics.Count(job.Name, hasFailed ? "failed" : "done");
        if (job.Interval < Often && _written.TryGetValue(job.Name, out var last)
            && last.HasFailed == hasFailed && now - last.At < Often)
            return;
        try
        {
            await runs.RecordAsync(new()
            {
                Name = job.Name,
                StartedAt = started,
                EndedAt = now,
                SucceededAt = hasFailed ? null : now,
                FailedAt = hasFailed ? now : null,
                Error = failure is null ? null : ShownText.Of(failure, JobRun.ErrorLength),
            }, ct);
            _written[job.Name] = (now, hasFailed);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is not OutOfMemoryException)
        {
            failover.Observe(e);
            LogNotRecorded(e, job.Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The run of job {Job} could not be recorded")]
    private partial void LogNotRecorded(Exception failure, string job);
}
