using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace PetShop.Api.Core.Database;

/// <summary>How many rows a list has in all.</summary>
/// <param name="Count">Exact up to <see cref="Totals.ExactUpTo"/>.</param>
/// <param name="IsEstimate">Whether the planner's estimate stands in for a count.</param>
public readonly record struct Total(long Count, bool IsEstimate);

/// <summary>Counts that never walk a whole table: no page waits for more than a count stopped at 10,001.</summary>
internal static class Totals
{
    public const int ExactUpTo = 10_000;

    public static async Task<Total> CountAsync<T>(this PetShopDbContext db, IQueryable<T> rows, CancellationToken ct)
    {
        var count = await rows.Take(ExactUpTo + 1).CountAsync(ct);
        return count <= ExactUpTo ? new(count, false) : new(Math.Max(count, await EstimateAsync(db, rows, ct)), true);
    }

    /// <summary>What the planner expects, from its statistics.</summary>
    private static async Task<long> EstimateAsync<T>(PetShopDbContext db, IQueryable<T> rows, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = rows.CreateDbCommand();
            command.CommandText = "EXPLAIN (FORMAT JSON) " + command.CommandText;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            using var plan = JsonDocument.Parse(Convert.ToString(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture)!);
            return plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetInt64();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
