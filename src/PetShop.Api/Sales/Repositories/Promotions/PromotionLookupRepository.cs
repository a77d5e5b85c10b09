using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Repositories.Promotions;

/// <summary>What quotes and checkouts read of promotions.</summary>
internal sealed class PromotionLookupRepository(PetShopDbContext db)
{
    private readonly EntityReader<Promotion> _promotions = EntityReader<Promotion>.For(db);

    /// <summary>
    /// Promotions with the figures of their limits: those of the codes, and the automatic ones that are limited. One
    /// statement, whatever the number of codes.
    /// </summary>
    /// <param name="codes">In their comparable form.</param>
    /// <param name="limited">The ids of automatic promotions.</param>
    /// <param name="cart">A cart whose codes are added; null for none.</param>
    public Deferred<List<FoundPromotion>> Read(
        StatementBatch batch, string[] codes, long[] limited, CustomerKeys customer, CartOwner? cart) =>
        batch.Query($"""
            WITH wanted AS (
                SELECT promotion_id, key, code, max_uses FROM promotion_codes WHERE key = ANY ({AllCodes(codes, cart)})
                UNION ALL SELECT id, NULL, NULL, NULL FROM unnest({limited}) AS automatic (id))
            SELECT w.key, w.code, w.max_uses, coalesce(of_code.uses, 0), coalesce(total.uses, 0),
                coalesce(of_customer.uses, 0), p.is_first_order_only AND (EXISTS (
                    SELECT FROM orders WHERE user_id = {customer.UserId}::bigint AND status <> 'Cancelled')
                    OR EXISTS (SELECT FROM orders WHERE guest_key = {customer.GuestKey} AND status <> 'Cancelled')),
                {_promotions.Columns("p")}
            FROM wanted w JOIN promotions p ON p.id = w.promotion_id
            LEFT JOIN promotion_counters of_code
                ON of_code.promotion_id = p.id AND of_code.key = {PromotionCounter.OfCode} || w.key
            LEFT JOIN promotion_counters total ON total.promotion_id = p.id AND total.key = {PromotionCounter.Total}
            LEFT JOIN promotion_counters of_customer
                ON of_customer.promotion_id = p.id AND of_customer.key = {customer.Key}
            """, Read);

    /// <summary>All active automatic promotions that have not ended.</summary>
    public Task<List<Promotion>> ListAutomaticAsync(DateTimeOffset now, CancellationToken ct) =>
        db.Set<Promotion>().AsNoTracking()
            .Where(p => !p.NeedsCode && p.IsActive && (p.EndsAt == null || p.EndsAt > now))
            .OrderBy(p => p.Id).ToListAsync(ct);

    /// <summary>
    /// The promotions without a code that ended since a time, and those that an edit ended, the last edited first.
    /// </summary>
    public Task<List<Promotion>> ListEndedAsync(
        DateTimeOffset since, DateTimeOffset now, int count, CancellationToken ct) =>
        db.Set<Promotion>().AsNoTracking()
            .Where(p => (p.LastOffer != null && p.UpdatedAt >= since)
                || (p.IsActive && !p.NeedsCode && p.EndsAt >= since && p.EndsAt <= now))
            .OrderByDescending(p => p.UpdatedAt).ThenBy(p => p.Id).Take(count).ToListAsync(ct);

    private static FormattableString AllCodes(string[] codes, CartOwner? cart)
    {
        if (cart is null)
            return $"{codes}";
        var isCart = CartRepository.Is(cart, "c");
        return $"{codes} || coalesce((SELECT c.promotion_codes FROM carts c WHERE {isCart}), '{{}}')";
    }

    private FoundPromotion Read(DbDataReader row) => new(
        row.TextOrNull(0), row.TextOrNull(1), row.ValueOrNull<int>(2), row.GetInt32(3), row.GetInt32(4),
        row.GetInt32(5), row.GetBoolean(6), _promotions.Read(db, row, 7));
}

/// <summary>By what a customer is counted. All are null if the customer is not known.</summary>
/// <param name="Key">The key of the customer's limits.</param>
/// <param name="UserId">The account; null for a guest.</param>
/// <param name="GuestKey">The guest's key; null for an account.</param>
internal readonly record struct CustomerKeys(string? Key, long? UserId, string? GuestKey);

/// <summary>A promotion with the figures of its limits.</summary>
/// <param name="Key">The code in its comparable form; null for an automatic promotion.</param>
/// <param name="Code">The code as it is shown.</param>
/// <param name="MaxUses">The code's own limit; null for none.</param>
/// <param name="UsesOfCode">How often the code's limit was used.</param>
/// <param name="Uses">How often the promotion's limit was used; 0 if it has none.</param>
/// <param name="UsesOfCustomer">How often this customer's limit was used; 0 if it has none.</param>
/// <param name="HasOrdered">
/// Only for a promotion of first orders: whether the customer has an order that was not cancelled.
/// </param>
internal sealed record FoundPromotion(
    string? Key, string? Code, int? MaxUses, int UsesOfCode, int Uses, int UsesOfCustomer, bool HasOrdered,
    Promotion Promotion);
