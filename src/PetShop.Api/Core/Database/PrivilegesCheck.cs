using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Reports the tables, sequences and functions on which the node's role lacks a privilege. Such a node must not serve
/// requests.
/// </summary>
internal sealed class PrivilegesCheck(DatabaseProbe database) : IHealthCheck
{
    public const string Name = "privileges";

    private const int Shown = 5;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.ReportAsync(cancellationToken) switch
        {
            null => HealthCheckResult.Unhealthy("The role's privileges cannot be read."),
            { MissingGrants: [] } => HealthCheckResult.Healthy(),
            { Role: var role, MissingGrants: var missing } => HealthCheckResult.Unhealthy(Describe(role, missing)),
        };

    private static string Describe(string role, IReadOnlyList<string> missing)
    {
        var more = missing.Count > Shown ? $" and {missing.Count - Shown} more" : "";
        return $"The role {role} lacks {string.Join("; ", missing.Take(Shown))}{more}. "
            + $"Run `PetShop.Api migrate` as the owner with Database__ApplicationRole={role}.";
    }
}
