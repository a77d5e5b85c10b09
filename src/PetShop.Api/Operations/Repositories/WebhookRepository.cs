using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Operations.Entities;

namespace PetShop.Api.Operations.Repositories;

/// <summary>Subscribers to events.</summary>
internal sealed class WebhookRepository(PetShopDbContext db)
{
    /// <summary>All of them, in the order of their creation. There are few.</summary>
    public Task<List<Webhook>> ListAsync(CancellationToken ct) =>
        db.Set<Webhook>().AsNoTracking().OrderBy(webhook => webhook.Id).ToListAsync(ct);

    public Task<Webhook?> FindAsync(long id, CancellationToken ct) =>
        db.Set<Webhook>().AsNoTracking().FirstOrDefaultAsync(webhook => webhook.Id == id, ct);

    /// <summary>Locks it until the end of the transaction.</summary>
    public Task<Webhook?> LockAsync(long id, CancellationToken ct) =>
        db.Set<Webhook>().FromSql($"SELECT * FROM webhooks WHERE id = {id} FOR NO KEY UPDATE").FirstOrDefaultAsync(ct);

    /// <summary>How many there are. Until the end of the transaction nobody else adds one.</summary>
    public async Task<int> LockAndCountAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"LOCK TABLE webhooks IN SHARE ROW EXCLUSIVE MODE", ct);
        return await db.Set<Webhook>().CountAsync(ct);
    }

    public async Task AddAsync(Webhook webhook, CancellationToken ct)
    {
        db.Add(webhook);
        await db.SaveChangesAsync(ct);
    }

    public Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    public async Task RemoveAsync(Webhook webhook, CancellationToken ct)
    {
        db.Remove(webhook);
        await db.SaveChangesAsync(ct);
    }
}
