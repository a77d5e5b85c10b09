using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Repositories.Promotions;

/// <summary>Promotions as admins manage them.</summary>
internal sealed class PromotionRepository(PetShopDbContext db)
{
    private const long WriteLock = 0x50726F6D6F74;

    /// <summary>A count of uses stops here.</summary>
    public const int CountedUpTo = 1_000;

    /// <summary>A page of promotions, the newest first.</summary>
    /// <param name="before">The id of the previous page's last promotion; null for the first page.</param>
    public Task<ListResult<PromotionWithUses>> ListAsync(
        PromotionCriteria criteria, long? before, int count, CancellationToken ct)
    {
        var found = Matching(criteria);
        var page = found.Where(p => before == null || p.Id < before).OrderByDescending(p => p.Id).Take(count);
        return db.ListAsync(WithUses(page), found, before is null, ct);
    }

    /// <summary>Null if it does not exist.</summary>
    public Task<PromotionWithUses?> FindAsync(long id, CancellationToken ct) =>
        WithUses(db.Set<Promotion>().AsNoTracking().Where(p => p.Id == id)).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Reads and locks a promotion for an edit. Orders can use it meanwhile, unless <paramref name="alone"/> is true.
    /// </summary>
    /// <param name="alone">Whether to wait for all orders that are using it, and let new ones wait.</param>
    public async Task<Promotion?> LockAsync(long id, bool alone, CancellationToken ct)
    {
        var rows = alone
            ? db.Set<Promotion>().FromSql($"SELECT * FROM promotions WHERE id = {id} FOR UPDATE")
            : db.Set<Promotion>().FromSql($"SELECT * FROM promotions WHERE id = {id} FOR NO KEY UPDATE");
        return (await rows.ToListAsync(ct)).SingleOrDefault();
    }

    /// <summary>Lets only one transaction at a time add promotions or change which of them are offered.</summary>
    public Task LockAllAsync(CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WriteLock})", ct);

    /// <summary>How many promotions of a kind have not ended. Hold the lock of <see cref="LockAllAsync"/>.</summary>
    public Task<int> CountAsync(bool needCode, DateTimeOffset now, CancellationToken ct) =>
        db.Set<Promotion>().CountAsync(p => p.NeedsCode == needCode && (p.EndsAt == null || p.EndsAt > now), ct);

    /// <summary>Whether the shop is new: without promotions and without orders.</summary>
    public async Task<bool> IsNewShopAsync(CancellationToken ct) =>
        !await db.Set<Promotion>().AnyAsync(ct) && !await db.Set<Order>().AnyAsync(ct);

    public Task AddAsync(Promotion promotion, CancellationToken ct)
    {
        db.Add(promotion);
        return db.SaveChangesAsync(ct);
    }

    public Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    /// <summary>Removes a locked promotion that was never used, with its codes.</summary>
    public async Task RemoveAsync(Promotion promotion, CancellationToken ct)
    {
        await db.Set<PromotionCode>().Where(code => code.PromotionId == promotion.Id).ExecuteDeleteAsync(ct);
        await db.Set<PromotionCounter>().Where(counter => counter.PromotionId == promotion.Id).ExecuteDeleteAsync(ct);
        db.Remove(promotion);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A page of a promotion's uses, those of the newest orders first.</summary>
    /// <param name="before">The order of the previous page's last use; null for the first page.</param>
    public Task<ListResult<UseRow>> ListUsesAsync(long promotionId, long? before, int count, CancellationToken ct)
    {
        var uses = db.Set<PromotionUse>().AsNoTracking().Where(use => use.PromotionId == promotionId);
        var page = uses.Where(use => before == null || use.OrderId < before)
            .Join(db.Set<Order>(), use => use.OrderId, order => order.Id, (use, order) => new { use, order })
            .OrderByDescending(row => row.use.OrderId).Take(count)
            .Select(row => new UseRow(
                row.use.OrderId, row.order.UserId, row.use.Amount, row.order.Currency, row.use.CodeKey, row.use.UsedAt,
                row.use.ReleasedAt));
        return db.ListAsync(page, uses, before is null, ct);
    }

    private IQueryable<Promotion> Matching(PromotionCriteria criteria)
    {
        var found = db.Set<Promotion>().AsNoTracking();
        if (criteria.IsActive is { } isActive)
            found = found.Where(p => p.IsActive == isActive);
        if (criteria.NeedsCode is { } needsCode)
            found = found.Where(p => p.NeedsCode == needsCode);
        if (criteria.CodeKey is { } key)
            found = found.Where(p => db.Set<PromotionCode>().Any(code => code.PromotionId == p.Id && code.Key == key));
        return found;
    }

    private IQueryable<PromotionWithUses> WithUses(IQueryable<Promotion> promotions) => promotions.Select(p =>
        new PromotionWithUses(p,
            p.MaxUses != null
                ? db.Set<PromotionCounter>().Where(c => c.PromotionId == p.Id && c.Key == PromotionCounter.Total)
                    .Select(c => c.Uses).SingleOrDefault()
                : db.Set<PromotionUse>().Where(use => use.PromotionId == p.Id && use.ReleasedAt == null)
                    .Take(CountedUpTo + 1).Count()));
}

/// <summary>Filters of a list of promotions; null for no filter.</summary>
internal sealed record PromotionCriteria(bool? IsActive, bool? NeedsCode, string? CodeKey);

/// <summary>A promotion with the number of its uses.</summary>
/// <param name="Uses">
/// Exact if the promotion has a limit; otherwise counted up to one more than
/// <see cref="PromotionRepository.CountedUpTo"/>.
/// </param>
internal sealed record PromotionWithUses(Promotion Promotion, int Uses);

/// <summary>A use of a promotion with the data of its order.</summary>
internal sealed record UseRow(
    long OrderId, long? UserId, decimal Amount, string Currency, string? CodeKey, DateTimeOffset UsedAt,
    DateTimeOffset? ReleasedAt);
