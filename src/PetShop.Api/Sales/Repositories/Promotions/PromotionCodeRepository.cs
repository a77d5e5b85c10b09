using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Repositories.Promotions;

/// <summary>The codes of promotions. A code belongs to one promotion, also after that one has ended.</summary>
internal sealed class PromotionCodeRepository(PetShopDbContext db)
{
    /// <summary>
    /// Adds those codes that are free. A code that was removed before goes on counting where it stopped. If another
    /// transaction is adding one of them, waits for it.
    /// </summary>
    /// <param name="keys">In their comparable form, each once.</param>
    /// <param name="codes">As they are shown, in the order of <paramref name="keys"/>.</param>
    /// <returns>The keys of the added codes.</returns>
    public async Task<List<string>> AddAsync(
        long promotionId, string[] keys, string[] codes, int? maxUses, DateTimeOffset now, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        var added = batch.Query($"""
            INSERT INTO promotion_codes (key, code, promotion_id, max_uses, created_at)
            SELECT key, code, {promotionId}, {maxUses}::integer, {now} FROM unnest({keys}, {codes}) AS n (key, code)
            ORDER BY key COLLATE "C" ON CONFLICT DO NOTHING RETURNING key
            """, ReadKey);
        batch.Add($"""
            INSERT INTO promotion_counters (promotion_id, key, uses, max_uses)
            SELECT {promotionId}, {PromotionCounter.OfCode} || code_key, count(*), greatest(count(*), {maxUses})
            FROM promotion_uses
            WHERE promotion_id = {promotionId} AND released_at IS NULL AND code_key = ANY ({keys})
                AND {maxUses}::integer IS NOT NULL
            GROUP BY code_key ON CONFLICT DO NOTHING
            """);
        await batch.SendAsync(ct);
        return added.Value;
    }

    /// <summary>The promotions to which codes belong, by their key.</summary>
    public Task<Dictionary<string, long>> FindOwnersAsync(IReadOnlyCollection<string> keys, CancellationToken ct) =>
        db.Set<PromotionCode>().Where(code => keys.Contains(code.Key))
            .ToDictionaryAsync(code => code.Key, code => code.PromotionId, ct);

    /// <summary>A page of a promotion's codes, in the order of their keys.</summary>
    /// <param name="after">The key of the previous page's last code; null for the first page.</param>
    public Task<ListResult<CodeRow>> ListAsync(long promotionId, string? after, int count, CancellationToken ct)
    {
        var codes = db.Set<PromotionCode>().AsNoTracking().Where(code => code.PromotionId == promotionId);
        var page = codes.Where(code => after == null || string.Compare(code.Key, after) > 0).OrderBy(code => code.Key)
            .Take(count).Select(code => new CodeRow(code.Key, code.Code, code.MaxUses, code.CreatedAt,
                code.MaxUses != null
                    ? db.Set<PromotionCounter>()
                        .Where(c => c.PromotionId == promotionId && c.Key == PromotionCounter.OfCode + code.Key)
                        .Select(c => c.Uses).SingleOrDefault()
                    : db.Set<PromotionUse>().Where(use => use.PromotionId == promotionId
                        && use.CodeKey == code.Key && use.ReleasedAt == null)
                        .Take(PromotionRepository.CountedUpTo + 1).Count()));
        return db.ListAsync(page, codes, after is null, ct);
    }

    public Task<bool> AnyAsync(long promotionId, CancellationToken ct) =>
        db.Set<PromotionCode>().AnyAsync(code => code.PromotionId == promotionId, ct);

    /// <summary>Removes a code and its counter. The promotion must be locked, with no orders using it.</summary>
    /// <returns>False if the promotion has no such code.</returns>
    public async Task<bool> RemoveAsync(long promotionId, string key, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        var removed = batch.Query($"""
            DELETE FROM promotion_codes WHERE key = {key} AND promotion_id = {promotionId} RETURNING key
            """, ReadKey);
        batch.Add($"""
            DELETE FROM promotion_counters
            WHERE promotion_id = {promotionId} AND key = {PromotionCounter.OfCode} || {key}
            """);
        await batch.SendAsync(ct);
        return removed.Value.Count > 0;
    }

    private static string ReadKey(DbDataReader row) => row.GetString(0);
}

/// <summary>A code with the number of its uses.</summary>
/// <param name="Uses">
/// Exact if the code has a limit; otherwise counted up to one more than
/// <see cref="PromotionRepository.CountedUpTo"/>.
/// </param>
internal sealed record CodeRow(string Key, string Code, int? MaxUses, DateTimeOffset CreatedAt, int Uses);
