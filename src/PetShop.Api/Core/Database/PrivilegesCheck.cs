using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Says which of the shop's tables, sequences and functions the node's role may not use as it needs. Such a node must
/// not serve.
/// </summary>
internal sealed class PrivilegesCheck(NpgsqlDataSource database) : IHealthCheck
{
    public const string Name = "privileges";

    private const int Shown = 5;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var missing = await ReadAsync(PrivilegesSql.Missing, cancellationToken);
            if (missing.Count == 0)
                return HealthCheckResult.Healthy();
            return HealthCheckResult.Unhealthy(Describe((await ReadAsync("SELECT current_user::text", cancellationToken))[0], missing));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("What the role may do cannot be read.");
        }
    }

    private static string Describe(string role, List<string> missing)
    {
        var more = missing.Count > Shown ? $" and {missing.Count - Shown} more" : "";
        return $"The role {role} lacks {string.Join("; ", missing.Take(Shown))}{more}. "
            + $"Run `PetShop.Api migrate` as the owner with Database__ApplicationRole={role}.";
    }

    private async Task<List<string>> ReadAsync(string question, CancellationToken ct)
    {
        await using var command = database.CreateCommand(question);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
            rows.Add(reader.GetString(0));
        return rows;
    }
}
