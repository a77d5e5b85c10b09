using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>A check of orders, 5,000 at a time.</summary>
internal abstract class OrderCheck(PetShopDbContext db) : IIntegrityCheck
{
    private const int PartSize = 5_000;

    public abstract string Name { get; }

    public abstract string Promise { get; }

    public async Task<CheckedPart> CheckAsync(long from, CancellationToken ct)
    {
        var ids = await db.ReadAsync(
            $"SELECT id FROM orders WHERE id >= {from} ORDER BY id {ListTotals.Limit(PartSize)}",
            row => row.GetInt64(0), ct);
        if (ids.Count == 0)
            return new(0, 0, [], Next: null);
        var found = (await db.ReadAsync($"""
            SELECT count(*), count(*) FILTER (WHERE wrong),
                (array_agg(id ORDER BY id) FILTER (WHERE wrong))[:20]
            FROM ({Query(ids)}) AS checked (id, wrong)
            """, row => new CheckedPart(
                row.GetInt64(0), row.GetInt64(1),
                row.IsDBNull(2) ? [] : Array.ConvertAll(row.GetFieldValue<long[]>(2), OrderNumber.Of), null),
            ct)).Single();
        return found with { Next = ids.Count == PartSize ? ids[^1] + 1 : null };
    }

    /// <summary>The ids of orders, and whether something is wrong with each of them (never null).</summary>
    /// <param name="ids">The orders of this part, in ascending order.</param>
    protected abstract FormattableString Query(List<long> ids);
}
