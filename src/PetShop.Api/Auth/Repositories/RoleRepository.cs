using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Repositories;

internal sealed class RoleRepository(PetShopDbContext db)
{
    /// <summary>Null if the role does not exist.</summary>
    public Task<Role?> FindAsync(string name, CancellationToken ct) =>
        db.Set<Role>().AsNoTracking().SingleOrDefaultAsync(role => role.Name == name, ct);

    /// <summary>The names of an account's roles, sorted.</summary>
    public Task<List<string>> ListAsync(long userId, CancellationToken ct) =>
        db.Set<UserRole>().Where(held => held.UserId == userId).Select(held => held.Role.Name!).Order().ToListAsync(ct);

    /// <summary>The accounts that are admins.</summary>
    public Task<List<long>> ListAdminsAsync(CancellationToken ct) =>
        db.Set<UserRole>().Where(held => held.Role.Name == Actor.AdminRole).Select(held => held.UserId).ToListAsync(ct);

    public Task<bool> HasAdminAsync(CancellationToken ct) => db.Set<UserRole>().AnyAsync(held => held.Role.Name == Actor.AdminRole, ct);

    /// <summary>
    /// Whether another account is an admin. Callers run one at a time: the next one waits for the end of the
    /// transaction, and no longer counts admins that were removed in it.
    /// </summary>
    public async Task<bool> LockOtherAdminsAsync(long userId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM roles WHERE name = {Actor.AdminRole} FOR NO KEY UPDATE", ct);
        return await db.Set<UserRole>().AnyAsync(held => held.Role.Name == Actor.AdminRole && held.UserId != userId, ct);
    }

    /// <summary>Creates the role if it does not exist.</summary>
    public Task EnsureAsync(string name, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO roles (name, normalized_name, concurrency_stamp) VALUES ({name}, {name.ToUpperInvariant()}, {Guid.NewGuid().ToString()})
        ON CONFLICT (normalized_name) DO NOTHING
        """, ct);
}
