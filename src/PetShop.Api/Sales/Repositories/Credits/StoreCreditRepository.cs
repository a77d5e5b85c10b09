using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.Api.Sales.Repositories.Credits;

/// <summary>
/// Store credits. They change under their own lock, which is taken after the lock of an order, and several of them in
/// the order of their ids.
/// </summary>
internal sealed class StoreCreditRepository(PetShopDbContext db)
{
    /// <summary>The credit in this shape; null if it does not exist.</summary>
    public Task<T?> FindAsync<T>(long id, Expression<Func<StoreCredit, T>> shape, CancellationToken ct)
        where T : class =>
        db.Set<StoreCredit>().AsNoTracking().Where(credit => credit.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>The gift card with this code; null if there is none.</summary>
    public Task<StoreCredit?> FindAsync(GiftCardCode code, CancellationToken ct) =>
        db.Set<StoreCredit>().AsNoTracking().SingleOrDefaultAsync(credit => credit.CodeHash == code.Hash, ct);

    /// <summary>The id of the gift card with this code; null if there is none.</summary>
    public Task<long?> FindIdAsync(GiftCardCode code, CancellationToken ct) =>
        db.Set<StoreCredit>().Where(credit => credit.CodeHash == code.Hash).Select(credit => (long?)credit.Id)
            .SingleOrDefaultAsync(ct);

    /// <summary>Whose credit it is; null if it does not exist.</summary>
    public Task<CreditOwner?> FindOwnerAsync(long id, CancellationToken ct) =>
        FindAsync(id, credit => new CreditOwner(credit.UserId), ct);

    /// <summary>The credit for a change, locked until the transaction ends; null if it does not exist.</summary>
    public async Task<StoreCredit?> LockAsync(long id, CancellationToken ct) =>
        (await LockAsync([id], ct)).GetValueOrDefault(id);

    /// <summary>These credits for a change, locked in the order of their ids until the transaction ends.</summary>
    public Task<Dictionary<long, StoreCredit>> LockAsync(long[] ids, CancellationToken ct) =>
        db.Set<StoreCredit>()
            .FromSql($"SELECT * FROM store_credits WHERE id = ANY ({ids}) ORDER BY id FOR NO KEY UPDATE")
            .ToDictionaryAsync(credit => credit.Id, ct);

    /// <summary>
    /// The account's credit in a currency that does not expire, for a change and locked. There is one at most; if there
    /// is none, it is added.
    /// </summary>
    /// <param name="added">What is added if there is none.</param>
    public async Task<StoreCredit> LockLastingAsync(StoreCredit added, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO store_credits (id, kind, user_id, currency, balance, last_movement, created_at, version)
            VALUES ({added.Id}, 'Account', {added.UserId}, {added.Currency}, 0, 0, {added.CreatedAt}, {added.Version})
            ON CONFLICT (user_id, currency) WHERE user_id IS NOT NULL AND expires_at IS NULL DO NOTHING
            """, ct);
        return await db.Set<StoreCredit>().FromSql($"""
            SELECT * FROM store_credits
            WHERE user_id = {added.UserId} AND currency = {added.Currency} AND expires_at IS NULL FOR NO KEY UPDATE
            """).SingleAsync(ct);
    }

    /// <summary>Adds a credit without movements.</summary>
    public Task AddAsync(StoreCredit credit, CancellationToken ct)
    {
        db.Add(credit);
        return db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// What is left of the account's credits that have not expired, locked until the transaction ends.
    /// </summary>
    public Task<List<StoreCredit>> LockLeftAsync(long userId, DateTimeOffset now, CancellationToken ct) =>
        db.Set<StoreCredit>().FromSql($"""
            SELECT * FROM store_credits
            WHERE user_id = {userId} AND balance > 0 AND (expires_at IS NULL OR expires_at > {now})
            ORDER BY id FOR NO KEY UPDATE
            """).ToListAsync(ct);

    /// <summary>Erases the notes on the movements of an account's credits.</summary>
    /// <param name="text">Replaces them.</param>
    public Task EraseNotesAsync(long userId, string text, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        UPDATE store_credit_movements SET note = {text}
        WHERE credit_id IN (SELECT id FROM store_credits WHERE user_id = {userId}) AND note IS NOT NULL
        """, ct);

    /// <summary>Erases the notes on gift cards that guests got for refunds of these orders.</summary>
    /// <param name="text">Replaces them.</param>
    public Task EraseNotesAsync(long[] orderIds, string text, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        UPDATE store_credit_movements SET note = {text}
        WHERE credit_id IN (
            SELECT credit_id FROM store_credit_movements
            WHERE order_id = ANY ({orderIds}) AND number = 1 AND kind = 'Refunded')
            AND note IS NOT NULL
        """, ct);

    /// <summary>The newest first.</summary>
    /// <param name="before">The id of the previous page's last credit; null for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        CreditCriteria criteria, long? before, int count, Expression<Func<StoreCredit, T>> shape,
        CancellationToken ct)
    {
        var all = Matching(criteria);
        var page = before is null ? all : all.Where(credit => credit.Id < before);
        return db.ListAsync(page.OrderByDescending(credit => credit.Id).Limit(count).Select(shape),
            all.OrderByDescending(credit => credit.Id), before is null, ct);
    }

    /// <summary>The movements of a credit, the newest first.</summary>
    /// <param name="before">The number of the previous page's last movement; null for the first page.</param>
    public Task<ListResult<T>> ListMovementsAsync<T>(
        long id, int? before, int count, Expression<Func<StoreCreditMovement, T>> shape, CancellationToken ct)
    {
        var all = db.Set<StoreCreditMovement>().AsNoTracking().Where(movement => movement.CreditId == id);
        var page = before is null ? all : all.Where(movement => movement.Number < before);
        return db.ListAsync(page.OrderByDescending(movement => movement.Number).Limit(count).Select(shape),
            all.OrderByDescending(movement => movement.Number), before is null, ct);
    }

    private IQueryable<StoreCredit> Matching(CreditCriteria criteria)
    {
        IQueryable<StoreCredit> credits = db.Set<StoreCredit>().AsNoTracking();
        if (criteria.UserId is { } userId)
            credits = credits.Where(credit => credit.UserId == userId);
        if (criteria.Kind is { } kind)
            credits = credits.Where(credit => credit.Kind == kind);
        if (criteria.CodeEnding is { } ending)
            credits = credits.Where(credit => credit.CodeEnding == ending);
        return credits;
    }
}

/// <summary>Filters of store credits.</summary>
internal sealed record CreditCriteria(long? UserId, StoreCreditKind? Kind, string? CodeEnding);

/// <summary>The account that has a credit; null for a gift card.</summary>
internal sealed record CreditOwner(long? UserId);
