using PetShop.Api.Core.Jobs.Repositories;

namespace PetShop.Api.Core.Jobs;

/// <summary>The jobs of the shop and their last runs.</summary>
internal sealed class JobCatalogue(
    IEnumerable<JobRegistration> registrations, JobRunRepository runs, IServiceProvider services)
{
    /// <summary>In alphabetical order.</summary>
    public async Task<IReadOnlyList<KnownJob>> ListAsync(CancellationToken ct)
    {
        var last = await runs.ListAsync(ct);
        return [.. All().Select(job => job with { LastRun = last.GetValueOrDefault(job.Name) })
            .OrderBy(job => job.Name, StringComparer.Ordinal)];
    }

    /// <summary>Null if there is no such job.</summary>
    public async Task<KnownJob?> FindAsync(string name, CancellationToken ct) =>
        All().FirstOrDefault(job => job.Name == name) is { } job
            ? job with { LastRun = (await runs.ListAsync(ct)).GetValueOrDefault(name) } : null;

    private IEnumerable<KnownJob> All() => registrations.Select(registration =>
    {
        var job = (IJob)services.GetRequiredService(registration.Type);
        return new KnownJob(job.Name, job.Interval, registration.Type, LastRun: null);
    });
}

/// <param name="LastRun">Null if it has never run.</param>
internal sealed record KnownJob(string Name, TimeSpan Interval, Type Type, JobRun? LastRun);
