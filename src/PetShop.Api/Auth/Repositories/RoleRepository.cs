using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Accounts;
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

    /// <summary>
    /// Who is an admin: few of many accounts. The range of one role is one that no other index has; by equality, or
    /// joined, PostgreSQL expects as many admins as there are holders of any other role, and reads them all.
    /// </summary>
    private IQueryable<UserRole> Admins
    {
        get
        {
            var ids = db.Set<Role>().Where(role => role.Name == Actor.AdminRole).Select(role => role.Id);
            return db.Set<UserRole>().Where(held => held.RoleId >= ids.First() && held.RoleId <= ids.First());
        }
    }

    /// <summary>The accounts that are admins.</summary>
    public Task<List<long>> ListAdminsAsync(CancellationToken ct) =>
        Admins.Select(held => held.UserId).ToListAsync(ct);

    public Task<bool> HasAdminAsync(CancellationToken ct) => Admins.AnyAsync(ct);

    /// <summary>
    /// Whether another account is an admin. Callers run one at a time: the next one waits for the end of the
    /// transaction, and no longer counts admins that were removed in it.
    /// </summary>
    public async Task<bool> LockOtherAdminsAsync(long userId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM roles WHERE name = {Actor.AdminRole} FOR NO KEY UPDATE", ct);
        return await Admins.AnyAsync(held => held.UserId != userId, ct);
    }

    /// <summary>Creates the role if it does not exist.</summary>
    public Task EnsureAsync(string name, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO roles (name, normalized_name, concurrency_stamp)
            VALUES ({name}, {name.ToUpperInvariant()}, {Guid.NewGuid().ToString()})
        ON CONFLICT (normalized_name) DO NOTHING
        """, ct);
}
