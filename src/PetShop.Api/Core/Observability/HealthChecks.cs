using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Observability;

/// <summary>Nothing works without the database.</summary>
internal sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL cannot be reached.");
        }
    }
}

/// <summary>A node that is newer than its schema must not serve: its deployment has not migrated yet.</summary>
internal sealed class SchemaCheck(PetShopDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            return pending.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The schema is {pending.Count} migration(s) behind, from {pending[0]} on: run PetShop.Api migrate.");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The version of the schema cannot be read.");
        }
    }
}

/// <summary>Without Redis the shop is slower, and that is all.</summary>
internal sealed class RedisCheck(ICacheStatistics cache) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(cache.Redis switch
        {
            RedisState.Off => HealthCheckResult.Healthy("Not configured."),
            RedisState.Up => HealthCheckResult.Healthy(),
            _ => HealthCheckResult.Degraded("Redis cannot be used; answers come from memory and the database."),
        });
}
