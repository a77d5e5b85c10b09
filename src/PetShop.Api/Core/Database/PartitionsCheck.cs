using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>Says so while there is time to act, when this month or the next has no partition. Without this month's nothing can be sold.</summary>
internal sealed class PartitionsCheck(Partitions partitions) : IHealthCheck
{
    public const string Name = "partitions";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var missing = await partitions.MissingAsync(monthsAhead: 1, cancellationToken);
            if (missing.Count == 0)
                return HealthCheckResult.Healthy();
            var reason = $"Partitions are missing: {string.Join(", ", missing)}. Run `PetShop.Api migrate`.";
            var isNow = (await partitions.MissingAsync(monthsAhead: 0, cancellationToken)).Count > 0;
            return isNow ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Degraded(reason);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("Whether partitions are missing cannot be read.");
        }
    }
}
