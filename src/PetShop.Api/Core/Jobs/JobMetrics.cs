using System.Diagnostics.Metrics;

namespace PetShop.Api.Core.Jobs;

/// <summary>The runs of jobs on this node.</summary>
internal sealed class JobMetrics
{
    public const string MeterName = "PetShop.Jobs";
    private readonly Counter<long> _runs;

    public JobMetrics(IMeterFactory meters) => _runs = meters.Create(MeterName).CreateCounter<long>(
        "petshop.job.runs", description: "Runs of each job that were done or failed.");

    public void Count(string job, string outcome) =>
        _runs.Add(1, new KeyValuePair<string, object?>("job", job), new("outcome", outcome));
}
