using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace PetShop.Api.Core.Database;

/// <summary>The total number of rows in a list.</summary>
/// <param name="Count">Exact up to <see cref="ListTotals.ExactUpTo"/>.</param>
/// <param name="IsEstimate">Whether it is the planner's estimate.</param>
public readonly record struct Total(long Count, bool IsEstimate);

/// <summary>Rows of a list with the list's total.</summary>
public sealed record ListResult<T>(List<T> Rows, Total Total);

/// <summary>Totals that never count a whole table: a count stops at 1,001.</summary>
internal static class ListTotals
{
    public const int ExactUpTo = 1_000;

    private static readonly MethodInfo Constant = ((Func<int, int>)EF.Constant).Method;

    /// <summary>
    /// Limits the number of rows by a constant in the statement. If a prepared statement has a parameter there,
    /// PostgreSQL plans for a tenth of all rows and reads every table that is joined to the page from beginning to end.
    /// </summary>
    public static IQueryable<T> Limit<T>(this IQueryable<T> rows, int count)
    {
        var take = ((Func<IQueryable<T>, int, IQueryable<T>>)Queryable.Take).Method;
        return rows.Provider.CreateQuery<T>(
            Expression.Call(take, rows.Expression, Expression.Call(Constant, Expression.Constant(count))));
    }

    /// <summary>The same for a statement in plain SQL.</summary>
    public static FormattableString Limit(int count) =>
        FormattableStringFactory.Create(string.Create(CultureInfo.InvariantCulture, $"LIMIT {count}"));

    /// <summary>Reads the page and, up to the exact limit, its total in one statement.</summary>
    /// <param name="page">The rows of the page.</param>
    /// <param name="rows">All rows of the list.</param>
    /// <param name="isFirst">Whether this is the list's first page.</param>
    public static Task<ListResult<TShape>> ListAsync<TRow, TShape>(
        this PetShopDbContext db, IQueryable<TShape> page, IQueryable<TRow> rows, bool isFirst, CancellationToken ct) =>
        db.ListAsync(page, rows.Limit(ExactUpTo + 1), rows, isFirst, ct);

    /// <summary>Reads the page and its total in one statement, if the counted rows are not the listed rows.</summary>
    /// <param name="page">The rows of the page.</param>
    /// <param name="rows">All rows of the list.</param>
    /// <param name="isFirst">Whether this is the list's first page.</param>
    /// <param name="counted">The rows to count, limited to one more than <see cref="ExactUpTo"/>.</param>
    public static async Task<ListResult<TShape>> ListAsync<TRow, TCounted, TShape>(
        this PetShopDbContext db, IQueryable<TShape> page, IQueryable<TCounted> counted, IQueryable<TRow> rows,
        bool isFirst, CancellationToken ct)
    {
        var found = await page.Select(row => new { Row = row, Total = counted.Count() }).ToListAsync(ct);
        var count = found is [var first, ..] ? first.Total : isFirst ? 0 : await counted.CountAsync(ct);
        return new(found.ConvertAll(row => row.Row), await db.TotalAsync(count, () => rows, ct));
    }

    /// <param name="count">The number of rows, counted up to one more than <see cref="ExactUpTo"/>.</param>
    /// <param name="rows">All rows of the list; called only for an estimate.</param>
    public static async Task<Total> TotalAsync<T>(
        this PetShopDbContext db, int count, Func<IQueryable<T>> rows, CancellationToken ct) =>
        count <= ExactUpTo ? new(count, false) : new(Math.Max(count, await EstimateAsync(db, rows(), ct)), true);

    /// <summary>The planner's estimate from its statistics.</summary>
    private static async Task<long> EstimateAsync<T>(PetShopDbContext db, IQueryable<T> rows, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = rows.CreateDbCommand();
            command.CommandText = "EXPLAIN (FORMAT JSON) " + command.CommandText;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            using var plan = JsonDocument.Parse(
                Convert.ToString(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture)!);
            return plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetInt64();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
