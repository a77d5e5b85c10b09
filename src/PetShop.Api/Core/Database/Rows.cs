using System.Data.Common;

namespace PetShop.Api.Core.Database;

internal static class Rows
{
    /// <summary>The text in a column, or null.</summary>
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
