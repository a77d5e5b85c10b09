using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Tokens;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

internal sealed class SigningKeyRepository(PetShopDbContext db)
{
    private const long LockKey = 0x5369676E4B6579;

    /// <summary>The keys whose tokens are still accepted, the newest first.</summary>
    public Task<List<SigningKey>> ListAsync(DateTimeOffset now, CancellationToken ct) =>
        db.Set<SigningKey>().AsNoTracking().Where(key => key.ExpiresAt == null || key.ExpiresAt > now)
            .OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id).ToListAsync(ct);

    /// <summary>Ensures that no other node creates a key. Held until the transaction ends.</summary>
    public Task LockAsync(CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", ct);

    /// <summary>Stores the same private key in another form, unless another node has already done so.</summary>
    /// <param name="expiresAt">From this time on, its tokens are rejected; null for never.</param>
    public Task RenewAsync(SigningKey key, byte[] privateKey, DateTimeOffset? expiresAt, CancellationToken ct) =>
        db.Set<SigningKey>().Where(stored => stored.Id == key.Id && stored.PrivateKey == key.PrivateKey)
            .ExecuteUpdateAsync(
                set => set.SetProperty(stored => stored.PrivateKey, privateKey)
                    .SetProperty(stored => stored.ExpiresAt, expiresAt), ct);

    public void Add(SigningKey key) => db.Add(key);
}
