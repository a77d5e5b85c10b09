using Microsoft.EntityFrameworkCore;

namespace PetShop.Api.Core.Database;

/// <summary>Remembers which data <c>migrate</c> has added to this shop.</summary>
internal sealed class SeedRegister(PetShopDbContext db, TimeProvider clock)
{
    /// <summary>
    /// Records that the data is being added, in the caller's transaction. If another transaction is adding it, waits
    /// for that one.
    /// </summary>
    /// <returns>False if it was added before.</returns>
    public async Task<bool> TryBeginAsync(string name, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO applied_seeds (name, applied_at) VALUES ({name}, {clock.GetStoredNow()}) ON CONFLICT DO NOTHING
            """, ct) == 1;
}
