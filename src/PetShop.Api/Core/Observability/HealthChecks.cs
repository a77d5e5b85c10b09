using Microsoft.Extensions.Diagnostics.HealthChecks;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Observability;

/// <summary>Nothing works without the database, and no order can be placed while it is read-only.</summary>
internal sealed class DatabaseCheck(DatabaseProbe database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.ReportAsync(cancellationToken) switch
        {
            null => HealthCheckResult.Unhealthy("PostgreSQL cannot be reached."),
            { IsWritable: false } => HealthCheckResult.Unhealthy("PostgreSQL is read-only."),
            _ => HealthCheckResult.Healthy(),
        };
}

/// <summary>A node that is newer than the schema must not serve: <c>migrate</c> has not run yet.</summary>
internal sealed class SchemaCheck(DatabaseProbe database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.ReportAsync(cancellationToken) switch
        {
            null => HealthCheckResult.Unhealthy("The version of the schema cannot be read."),
            { PendingMigrations: [var first, ..] pending } => HealthCheckResult.Unhealthy(
                $"The schema lacks {pending.Count} migration(s), starting with {first}: run PetShop.Api migrate."),
            _ => HealthCheckResult.Healthy(),
        };
}

/// <summary>Without Redis the shop works, but more slowly.</summary>
internal sealed class RedisCheck(ICacheStatistics cache) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(cache.Redis switch
        {
            RedisState.Off => HealthCheckResult.Healthy("Not configured."),
            RedisState.Up => HealthCheckResult.Healthy(),
            _ => HealthCheckResult.Degraded("Redis cannot be used; the shop uses its memory and the database."),
        });
}
