using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

/// <summary>Accounts that are open: a closed one is found by no method here.</summary>
internal sealed class UserRepository(PetShopDbContext db)
{
    private IQueryable<User> Open => db.Set<User>().Where(user => user.ClosedAt == null);

    public Task<T?> FindAsync<T>(long id, Expression<Func<User, T>> shape, CancellationToken ct) where T : class =>
        Open.AsNoTracking().Where(user => user.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>Locks the account's row against other changes until the transaction ends, and reads it with its roles, tracked.</summary>
    public async Task<User?> LockAsync(long id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM users WHERE id = {id} FOR NO KEY UPDATE", ct);
        return await Open.Include(user => user.Roles).SingleOrDefaultAsync(user => user.Id == id, ct);
    }

    public Task<bool> HasRoleAsync(long id, string role, CancellationToken ct) =>
        Open.AnyAsync(user => user.Id == id && user.Roles.Any(held => held.Role.Name == role), ct);

    /// <summary>By normalised user name or, when it holds an @, e-mail: no user name does.</summary>
    public Task<SignInAccount?> FindForSignInAsync(string name, CancellationToken ct) => Open
        .Where(name.Contains('@') ? user => user.NormalizedEmail == name : user => user.NormalizedUserName == name)
        .Select(user => new SignInAccount(user.Id, user.NormalizedUserName!, user.PasswordHash!)).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Whether the account is open and still has this password; if so, neither changes before the transaction ends, and nobody else holds
    /// the account meanwhile: what must not pass a limit an account has, such as its sessions, comes one after another.
    /// </summary>
    public async Task<bool> HoldAsync(SignInAccount account, CancellationToken ct)
    {
        var held = await db.Database.SqlQuery<long>(
            $"SELECT id AS \"Value\" FROM users WHERE id = {account.Id} AND password_hash = {account.PasswordHash} AND closed_at IS NULL FOR NO KEY UPDATE").ToListAsync(ct);
        return held.Count > 0;
    }

    /// <summary>Whether the account is open; if so, it stays open until the transaction ends.</summary>
    public async Task<bool> HoldOpenAsync(long id, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM users WHERE id = {id} AND closed_at IS NULL FOR SHARE").ToListAsync(ct)).Count > 0;

    /// <summary>The same, with whose account it is.</summary>
    /// <param name="alone">Whether nobody else may hold it in either way until then.</param>
    public static Deferred<List<Person>> Hold(StatementBatch batch, long id, bool alone)
    {
        FormattableString shared = $"SELECT id, username, first_name, last_name, email FROM users WHERE id = {id} AND closed_at IS NULL FOR SHARE";
        FormattableString exclusive = $"SELECT id, username, first_name, last_name, email FROM users WHERE id = {id} AND closed_at IS NULL FOR NO KEY UPDATE";
        return batch.Query(alone ? exclusive : shared, Read);
    }

    /// <summary>Whose these accounts are.</summary>
    public Task<List<Person>> ListAsync(IReadOnlyCollection<long> ids, CancellationToken ct) => Open.AsNoTracking().Where(user => ids.Contains(user.Id))
        .Select(user => new Person(user.Id, user.UserName!, user.FirstName, user.LastName, user.Email!)).ToListAsync(ct);

    /// <summary>Replaces a password's hash by a stronger one of the same password, unless it was changed meanwhile.</summary>
    public Task<int> StrengthenAsync(SignInAccount account, string passwordHash, CancellationToken ct) =>
        Open.Where(user => user.Id == account.Id && user.PasswordHash == account.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, passwordHash), ct);

    /// <summary>
    /// Accounts without a search text, locked until the end of the transaction; those that somebody else changes are
    /// left out.
    /// </summary>
    public Task<List<User>> LockUnsearchableAsync(int most, CancellationToken ct) => db.Set<User>()
        .FromSql($"""
            SELECT * FROM users WHERE search_text IS NULL ORDER BY id LIMIT {most} FOR NO KEY UPDATE SKIP LOCKED
            """).ToListAsync(ct);

    public void Remove(UserRole held) => db.Remove(held);

    private static Person Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.GetString(4));
}

/// <summary>Whose an account is.</summary>
internal sealed record Person(long Id, string Username, string? FirstName, string? LastName, string Email);

/// <summary>What a sign-in is checked against.</summary>
/// <param name="Name">The normalised user name, whatever the account was found by.</param>
internal sealed record SignInAccount(long Id, string Name, string PasswordHash);
