using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Reports missing partitions of this month and the next, while there is time to act. Without this month's partition,
/// orders fail.
/// </summary>
internal sealed class PartitionsCheck(DatabaseProbe database, Partitions partitions) : IHealthCheck
{
    public const string Name = "partitions";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await database.ReportAsync(cancellationToken) is not { } report)
            return HealthCheckResult.Unhealthy("The list of partitions cannot be read.");
        if (report.MissingPartitions.Count == 0)
            return HealthCheckResult.Healthy();
        var reason =
            $"Partitions are missing: {string.Join(", ", report.MissingPartitions)}. Run `PetShop.Api migrate`.";
        var isNow = partitions.NamesOf(monthsAhead: 0).Intersect(report.MissingPartitions).Any();
        return isNow ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Degraded(reason);
    }
}
