using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Entities.Addresses;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Auth.Repositories;

/// <summary>Open accounts: no method here returns a closed one.</summary>
internal sealed class UserRepository(PetShopDbContext db)
{
    private IQueryable<User> Open => db.Set<User>().Where(user => user.ClosedAt == null);

    public Task<T?> FindAsync<T>(long id, Expression<Func<User, T>> shape, CancellationToken ct) where T : class =>
        Open.AsNoTracking().Where(user => user.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Locks the account's row against other changes until the transaction ends, and reads it with its roles, tracked.
    /// </summary>
    public async Task<User?> LockAsync(long id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM users WHERE id = {id} FOR NO KEY UPDATE", ct);
        return await Open.Include(user => user.Roles).SingleOrDefaultAsync(user => user.Id == id, ct);
    }

    public Task<bool> HasRoleAsync(long id, string role, CancellationToken ct) =>
        Open.AnyAsync(user => user.Id == id && user.Roles.Any(held => held.Role.Name == role), ct);

    /// <summary>
    /// Finds an account by its normalized user name or, if the text contains an @, by its e-mail: user names cannot
    /// contain one.
    /// </summary>
    public Task<SignInAccount?> FindForSignInAsync(string name, CancellationToken ct) => Open
        .Where(name.Contains('@') ? user => user.NormalizedEmail == name : user => user.NormalizedUserName == name)
        .Select(user => new SignInAccount(user.Id, user.NormalizedUserName!, user.PasswordHash!))
        .SingleOrDefaultAsync(ct);

    /// <summary>Whether an account has this address, or can be taken back with it.</summary>
    /// <param name="normalized">As addresses are compared.</param>
    public Task<bool> IsTakenAsync(string normalized, DateTimeOffset now, CancellationToken ct) =>
        Open.AnyAsync(user => user.NormalizedEmail == normalized
            || (user.NormalizedPreviousEmail == normalized && user.PreviousEmailUntil > now), ct);

    /// <summary>Forgets new addresses that were not verified in time, and previous ones that are past.</summary>
    public async Task DropAddressesAsync(DateTimeOffset now, CancellationToken ct)
    {
        await db.Set<User>().Where(user => user.PendingEmailUntil <= now).ExecuteUpdateAsync(user => user
            .SetProperty(u => u.PendingEmail, (string?)null)
            .SetProperty(u => u.NormalizedPendingEmail, (string?)null)
            .SetProperty(u => u.PendingEmailUntil, (DateTimeOffset?)null)
            .SetProperty(u => u.Version, u => u.Version + 1), ct);
        await db.Set<User>().Where(user => user.PreviousEmailUntil <= now).ExecuteUpdateAsync(user => user
            .SetProperty(u => u.PreviousEmail, (string?)null)
            .SetProperty(u => u.NormalizedPreviousEmail, (string?)null)
            .SetProperty(u => u.PreviousEmailUntil, (DateTimeOffset?)null), ct);
    }

    /// <summary>
    /// Whether the account is open and still has this password. If so, neither changes before the transaction ends, and
    /// no other transaction can hold the account meanwhile, so that limits per account, such as the number of sessions,
    /// are checked by one transaction at a time.
    /// </summary>
    public async Task<bool> LockIfUnchangedAsync(SignInAccount account, CancellationToken ct)
    {
        var held = await db.Database.SqlQuery<long>($"""
            SELECT id AS "Value" FROM users
            WHERE id = {account.Id} AND password_hash = {account.PasswordHash} AND closed_at IS NULL
            FOR NO KEY UPDATE
            """).ToListAsync(ct);
        return held.Count > 0;
    }

    /// <summary>Whether the account is open. If so, it stays open until the transaction ends.</summary>
    public async Task<bool> LockOpenForShareAsync(long id, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>(
            $"SELECT id AS \"Value\" FROM users WHERE id = {id} AND closed_at IS NULL FOR SHARE")
            .ToListAsync(ct)).Count > 0;

    public Task<bool> IsOpenAsync(long id, CancellationToken ct) => Open.AnyAsync(user => user.Id == id, ct);

    /// <summary>
    /// Whether the account is open. If so, no other transaction can hold it until this one ends, so that what belongs
    /// to the account is changed by one transaction at a time.
    /// </summary>
    public async Task<bool> LockOpenAsync(long id, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>(
            $"SELECT id AS \"Value\" FROM users WHERE id = {id} AND closed_at IS NULL FOR NO KEY UPDATE")
            .ToListAsync(ct)).Count > 0;

    /// <summary>Holds an open account until the transaction ends, and reads whose it is.</summary>
    /// <param name="alone">Whether nobody else may hold it in either way until then.</param>
    public static Deferred<List<AccountHolder>> Hold(StatementBatch batch, long id, bool alone)
    {
        FormattableString shared = $"""
            SELECT id, username, first_name, last_name, email, payment_terms, vat_number, vat_number_verified_at
            FROM users WHERE id = {id} AND closed_at IS NULL FOR SHARE
            """;
        FormattableString exclusive = $"""
            SELECT id, username, first_name, last_name, email, payment_terms, vat_number, vat_number_verified_at
            FROM users WHERE id = {id} AND closed_at IS NULL FOR NO KEY UPDATE
            """;
        return batch.Query(alone ? exclusive : shared, Read);
    }

    /// <summary>The contact data of these accounts.</summary>
    public Task<List<AccountHolder>> ListAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        Open.AsNoTracking().Where(user => ids.Contains(user.Id))
            .Select(user => new AccountHolder(
                user.Id, user.UserName!, user.FirstName, user.LastName, user.Email!, user.PaymentTerms,
                user.VatNumberVerifiedAt == null ? null : user.VatNumber))
            .ToListAsync(ct);

    /// <summary>
    /// Replaces a password's hash by a stronger one of the same password, unless the password was changed meanwhile.
    /// </summary>
    public Task<int> UpgradeHashAsync(SignInAccount account, string passwordHash, CancellationToken ct) =>
        Open.Where(user => user.Id == account.Id && user.PasswordHash == account.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, passwordHash), ct);

    /// <summary>
    /// Accounts without a search text, locked until the transaction ends; accounts that other transactions are changing
    /// are skipped.
    /// </summary>
    public Task<List<User>> LockUnsearchableAsync(int most, CancellationToken ct) => db.Set<User>()
        .FromSql($"""
            SELECT * FROM users WHERE search_text IS NULL ORDER BY id LIMIT {most} FOR NO KEY UPDATE SKIP LOCKED
            """).ToListAsync(ct);

    public void Remove(UserRole held) => db.Remove(held);

    /// <summary>Deletes all addresses of the account.</summary>
    public Task EraseAddressesAsync(long id, CancellationToken ct) =>
        db.Set<Address>().Where(address => address.UserId == id).ExecuteDeleteAsync(ct);

    private static AccountHolder Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.GetString(4),
        row.TextOrNull(5) is { } terms ? Enum.Parse<PaymentTerms>(terms) : null,
        row.IsDBNull(7) ? null : row.TextOrNull(6));
}

/// <summary>The contact data of an account.</summary>
/// <param name="VatNumber">Null if it is not verified.</param>
internal sealed record AccountHolder(
    long Id, string Username, string? FirstName, string? LastName, string Email, PaymentTerms? PaymentTerms,
    string? VatNumber);

/// <summary>The data that a sign-in is checked against.</summary>
/// <param name="Name">The normalized user name, no matter how the account was found.</param>
internal sealed record SignInAccount(long Id, string Name, string PasswordHash);
