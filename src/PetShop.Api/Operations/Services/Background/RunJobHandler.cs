using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Operations.Services.Background;

/// <summary>
/// Runs a job because an admin asked for it, on any node that runs jobs. If the job is running already, it runs again
/// afterwards. A run that fails is recorded as such, and not repeated; one whose node ended, or that takes too long, is
/// parked.
/// </summary>
internal sealed class RunJobHandler(JobCatalogue jobs, JobExecution execution, TimeProvider clock) : IWorkHandler
{
    public const string Name = "jobs";

    public string Queue => Name;

    public QueuePolicy Policy { get; } = new() { Lease = TimeSpan.FromHours(1), Attempts = 1 };

    public static WorkItem Item(string job) => new(Name, job, WorkItem.NoPayload);

    public async Task HandleAsync(Work work, CancellationToken ct)
    {
        var job = await jobs.FindAsync(work.Key, ct) ?? throw new WorkParkedException($"There is no job {work.Key}.");
        if (!(await execution.RunAsync(job.Type, ct)).HasRun)
            throw new WorkPostponedException(clock.GetUtcNow() + TimeSpan.FromSeconds(1));
    }
}
