using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Repositories;

internal sealed class RoleRepository(PetShopDbContext db)
{
    /// <summary>Null when the shop has no such role.</summary>
    public Task<Role?> FindAsync(string name, CancellationToken ct) =>
        db.Set<Role>().AsNoTracking().SingleOrDefaultAsync(role => role.Name == name, ct);

    /// <summary>The names of an account's roles, in order.</summary>
    public Task<List<string>> ListAsync(long userId, CancellationToken ct) =>
        db.Set<UserRole>().Where(held => held.UserId == userId).Select(held => held.Role.Name!).Order().ToListAsync(ct);

    /// <summary>The accounts that are admins.</summary>
    public Task<List<long>> ListAdminsAsync(CancellationToken ct) =>
        db.Set<UserRole>().Where(held => held.Role.Name == Actor.AdminRole).Select(held => held.UserId).ToListAsync(ct);

    public Task<bool> HasAdminAsync(CancellationToken ct) => db.Set<UserRole>().AnyAsync(held => held.Role.Name == Actor.AdminRole, ct);

    /// <summary>
    /// Whether somebody but this account is an admin. One caller at a time: the next one's answer, which waits for the transaction's
    /// end, counts without those who were removed in it.
    /// </summary>
    public async Task<bool> LockOtherAdminsAsync(long userId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM roles WHERE name = {Actor.AdminRole} FOR NO KEY UPDATE", ct);
        return await db.Set<UserRole>().AnyAsync(held => held.Role.Name == Actor.AdminRole && held.UserId != userId, ct);
    }

    /// <summary>Makes the role unless it is there.</summary>
    public Task EnsureAsync(string name, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO roles (name, normalized_name, concurrency_stamp) VALUES ({name}, {name.ToUpperInvariant()}, {Guid.NewGuid().ToString()})
        ON CONFLICT (normalized_name) DO NOTHING
        """, ct);
}
