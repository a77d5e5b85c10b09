using System.Data.Common;

namespace PetShop.Api.Core.Database;

/// <summary>Reads rows without EF Core, for the few statements that most requests run.</summary>
internal static class Rows
{
    /// <param name="sql">As for <see cref="StatementBatch.Add"/>.</param>
    /// <param name="read">Reads one row.</param>
    public static async Task<List<T>> ReadAsync<T>(
        this PetShopDbContext db, FormattableString sql, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        var rows = batch.Query(sql, read);
        await batch.SendAsync(ct);
        return rows.Value;
    }

    /// <summary>The text in a column, or null.</summary>
    public static string? TextOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The value in a column, or null.</summary>
    public static T? ValueOrNull<T>(this DbDataReader row, int column) where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
}
