using Microsoft.Extensions.Options;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Database;

/// <summary>Creates the partitions of the next months before they are needed.</summary>
internal sealed class PartitionJob(Partitions partitions, IOptions<DatabaseOptions> options) : IJob
{
    public string Name => "partitions";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct) => partitions.EnsureAsync(options.Value.MonthsAhead, ct);
}
