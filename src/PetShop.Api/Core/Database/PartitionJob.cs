using Microsoft.Extensions.Options;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Database;

/// <summary>Makes the partitions of the months ahead, long before the first row of a month needs them.</summary>
internal sealed class PartitionJob(Partitions partitions, IOptions<DatabaseOptions> options) : IJob
{
    public string Name => "partitions";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public Task RunAsync(CancellationToken ct) => partitions.EnsureAsync(options.Value.MonthsAhead, ct);
}
