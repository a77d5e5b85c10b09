using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>Checks a part of a table at a time.</summary>
internal static class FaultParts
{
    /// <summary>How many rows the statement with the ids of a part reads at most.</summary>
    public const int Size = 5_000;

    /// <param name="ids">The ids of the part in ascending order, at most <see cref="Size"/>.</param>
    /// <param name="query">
    /// The ids, and whether something is wrong with each of them (never null). It receives the ids of the part.
    /// </param>
    /// <param name="name">What admins call it.</param>
    public static async Task<CheckedPart> CheckPartAsync(
        this PetShopDbContext db, FormattableString ids, Func<List<long>, FormattableString> query,
        Converter<long, string> name, CancellationToken ct)
    {
        var part = await db.ReadAsync(ids, row => row.GetInt64(0), ct);
        if (part.Count == 0)
            return new(0, 0, [], Next: null);
        var found = (await db.ReadAsync($"""
            SELECT count(*), count(*) FILTER (WHERE wrong), (array_agg(id ORDER BY id) FILTER (WHERE wrong))[:20]
            FROM ({query(part)}) AS checked (id, wrong)
            """, row => new CheckedPart(
                row.GetInt64(0), row.GetInt64(1),
                row.IsDBNull(2) ? [] : Array.ConvertAll(row.GetFieldValue<long[]>(2), name), Next: null),
            ct)).Single();
        return found with { Next = part.Count == Size ? part[^1] + 1 : null };
    }
}
