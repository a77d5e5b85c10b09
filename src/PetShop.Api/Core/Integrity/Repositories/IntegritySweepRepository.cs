using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Integrity.Repositories;

/// <summary>What the checks have found.</summary>
internal sealed class IntegritySweepRepository(PetShopDbContext db)
{
    public Task<List<IntegritySweep>> ListAsync(CancellationToken ct) =>
        db.Set<IntegritySweep>().AsNoTracking().ToListAsync(ct);

    /// <summary>The sweep of a check, for a change; a new one if it has never run.</summary>
    public async Task<IntegritySweep> LoadAsync(string check, CancellationToken ct) =>
        await db.Set<IntegritySweep>().FirstOrDefaultAsync(sweep => sweep.Name == check, ct)
        ?? db.Add(new IntegritySweep { Name = check }).Entity;

    public async Task SaveAsync(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
