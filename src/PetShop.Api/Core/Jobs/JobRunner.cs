using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Jobs;

/// <summary>
/// Runs each registered job at its interval. Jobs do not wait for each other, and none delays the shutdown.
/// </summary>
internal sealed class JobRunner(
    IEnumerable<JobRegistration> jobs, JobExecution execution, IOptions<JobsOptions> options, TimeProvider clock)
    : BackgroundService
{
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
                await Task.Delay((await execution.RunAsync(type, stopping)).Interval, clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }
}

/// <summary>The registration of a job.</summary>
internal sealed record JobRegistration(Type Type);
