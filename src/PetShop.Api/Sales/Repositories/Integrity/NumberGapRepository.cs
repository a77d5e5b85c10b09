using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>
/// Looks for gaps in the numbers of invoices. A unique index excludes duplicates. One part is one year.
/// </summary>
internal sealed class NumberGapRepository(PetShopDbContext db)
{
    public async Task<CheckedPart> CheckAsync(long from, CancellationToken ct)
    {
        var year = (int)from;
        return (await db.ReadAsync($"""
            SELECT year, count(*), max(sequence), (SELECT min(later.year) FROM invoice_register later
                WHERE later.year > numbered.year AND later.sequence IS NOT NULL)
            FROM invoice_register numbered
            WHERE sequence IS NOT NULL AND year = (SELECT min(next.year) FROM invoice_register next
                WHERE next.year >= {year} AND next.sequence IS NOT NULL)
            GROUP BY year
            """, row =>
            {
                var missing = row.GetInt32(2) - row.GetInt64(1);
                string[] examples = missing == 0 ? [] : [$"{row.GetInt32(0)}: {missing} of {row.GetInt32(2)} missing"];
                return new CheckedPart(row.GetInt64(1), missing, examples, row.IsDBNull(3) ? null : row.GetInt32(3));
            }, ct)).SingleOrDefault() ?? new(0, 0, [], Next: null);
    }
}
