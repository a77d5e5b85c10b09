using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Addresses;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

/// <summary>The addresses of accounts. A change requires that the account is locked.</summary>
internal sealed class AddressRepository(PetShopDbContext db)
{
    /// <summary>The newest first.</summary>
    public Task<List<T>> ListAsync<T>(long userId, Expression<Func<Address, T>> shape, CancellationToken ct) =>
        db.Set<Address>().AsNoTracking().Where(address => address.UserId == userId)
            .OrderByDescending(address => address.Id).Take(Address.MaxPerAccount).Select(shape).ToListAsync(ct);

    /// <summary>The address, whoever's it is; null if it does not exist.</summary>
    public Task<T?> FindAsync<T>(long id, Expression<Func<Address, T>> shape, CancellationToken ct) where T : class =>
        db.Set<Address>().AsNoTracking().Where(address => address.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>The address for a change, tracked, whoever's it is; null if it does not exist.</summary>
    public Task<Address?> LoadAsync(long id, CancellationToken ct) =>
        db.Set<Address>().SingleOrDefaultAsync(address => address.Id == id, ct);

    /// <summary>The number of the account's addresses.</summary>
    public static Deferred<int> Count(StatementBatch batch, long userId) =>
        batch.Query($"SELECT count(*)::int FROM addresses WHERE user_id = {userId}", row => row.GetInt32(0))
            .Select(rows => rows[0]);

    /// <summary>
    /// Reads these addresses, whoever's they are, and the defaults of the account.
    /// </summary>
    /// <param name="withDefaults">False to read no defaults.</param>
    public static Deferred<List<StoredBookAddress>> Read(
        StatementBatch batch, long userId, IReadOnlyCollection<long> ids, bool withDefaults) => batch.Query(
        $"""
        SELECT id, user_id, default_shipping, default_billing, name, company, line1, line2, city, region, postal_code,
            country, phone
        FROM addresses
        WHERE id = ANY ({ids.ToArray()}) OR {withDefaults} AND user_id = {userId}
            AND (default_shipping OR default_billing)
        """, Read);

    /// <summary>
    /// Takes the defaults from the account's other addresses at once, so that another one may become it.
    /// </summary>
    public async Task ClearDefaultsAsync(
        long userId, long except, bool shipping, bool billing, DateTimeOffset now, CancellationToken ct)
    {
        if (!shipping && !billing)
            return;
        await db.Set<Address>()
            .Where(address => address.UserId == userId && address.Id != except
                && ((shipping && address.DefaultShipping) || (billing && address.DefaultBilling)))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(address => address.DefaultShipping, address => address.DefaultShipping && !shipping)
                        .SetProperty(address => address.DefaultBilling, address => address.DefaultBilling && !billing)
                        .SetProperty(address => address.UpdatedAt, now)
                        .SetProperty(address => address.Version, address => address.Version + 1), ct);
    }

    public void Add(Address address) => db.Add(address);

    public void Remove(Address address) => db.Remove(address);

    private static StoredBookAddress Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3), new()
        {
            Name = row.GetString(4),
            Company = row.TextOrNull(5),
            Line1 = row.GetString(6),
            Line2 = row.TextOrNull(7),
            City = row.GetString(8),
            Region = row.TextOrNull(9),
            PostalCode = row.TextOrNull(10),
            Country = row.GetString(11),
            Phone = row.TextOrNull(12),
        });
}

/// <summary>An address of a book.</summary>
internal sealed record StoredBookAddress(
    long Id, long UserId, bool DefaultShipping, bool DefaultBilling, PostalAddress Value);
