using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Repositories;

/// <summary>What a stock statement did to one product.</summary>
/// <param name="StockBefore">Units on hand before it; 0 where there is no such product.</param>
/// <param name="StockLeft">Units on hand after it; null where it did not change the product.</param>
/// <param name="Sku">Empty where there is no such product.</param>
/// <param name="Slug">Empty where there is no such product.</param>
internal sealed record StockMove(long Id, string Sku, string Slug, int StockBefore, int? StockLeft);

/// <summary>Changes stock by one conditional statement each. Stock is never read, checked and then written.</summary>
internal sealed class StockRepository(PetShopDbContext db)
{
    /// <summary>
    /// Takes the quantities, rows locked in the order of their ids so that crossing baskets cannot deadlock. Answers every product asked for;
    /// one that falls short has no StockLeft, and the caller must then roll back. What was archived in the meantime has nothing left.
    /// </summary>
    /// <param name="ids">Each product once.</param>
    /// <param name="quantities">In the order of <paramref name="ids"/>.</param>
    public Task<List<StockMove>> TakeAsync(long[] ids, int[] quantities, CancellationToken ct) => db.Database.SqlQuery<StockMove>($"""
        WITH wanted AS (SELECT * FROM unnest({ids}, {quantities}) AS w (id, quantity)),
        locked AS MATERIALIZED (
            SELECT id, sku, slug, CASE WHEN is_active THEN stock_quantity ELSE 0 END AS stock_quantity
            FROM products WHERE id = ANY ({ids}) ORDER BY id FOR NO KEY UPDATE),
        taken AS (
            UPDATE products p SET stock_quantity = p.stock_quantity - w.quantity
            FROM locked l JOIN wanted w ON w.id = l.id
            WHERE p.id = l.id AND l.stock_quantity >= w.quantity
            RETURNING p.id, p.stock_quantity)
        SELECT w.id, coalesce(l.sku, '') AS sku, coalesce(l.slug, '') AS slug,
               coalesce(l.stock_quantity, 0) AS stock_before, t.stock_quantity AS stock_left
        FROM wanted w LEFT JOIN locked l ON l.id = w.id LEFT JOIN taken t ON t.id = w.id
        """).ToListAsync(ct);

    /// <summary>Adds the quantities. Products that no longer exist are left out of the answer.</summary>
    /// <inheritdoc cref="TakeAsync"/>
    public Task<List<StockMove>> PutBackAsync(long[] ids, int[] quantities, CancellationToken ct) => db.Database.SqlQuery<StockMove>($"""
        WITH wanted AS (SELECT * FROM unnest({ids}, {quantities}) AS w (id, quantity)),
        locked AS MATERIALIZED (SELECT id FROM products WHERE id = ANY ({ids}) ORDER BY id FOR NO KEY UPDATE),
        returned AS (
            UPDATE products p SET stock_quantity = p.stock_quantity + w.quantity
            FROM locked l JOIN wanted w ON w.id = l.id
            WHERE p.id = l.id
            RETURNING p.id, p.sku, p.slug, p.stock_quantity - w.quantity AS stock_before, p.stock_quantity AS stock_left)
        SELECT * FROM returned
        """).ToListAsync(ct);

    /// <summary>Sets the figure of a product that is there, if it still is what the caller saw. No StockLeft: it was not.</summary>
    public async Task<StockMove> SetAsync(long id, int quantity, int expected, CancellationToken ct) => (await db.Database.SqlQuery<StockMove>($"""
        WITH locked AS MATERIALIZED (SELECT id, sku, slug, stock_quantity FROM products WHERE id = {id} FOR NO KEY UPDATE),
        changed AS (
            UPDATE products p SET stock_quantity = {quantity} FROM locked l
            WHERE p.id = l.id AND p.stock_quantity = {expected}
            RETURNING p.id, p.stock_quantity)
        SELECT l.id, l.sku, l.slug, l.stock_quantity AS stock_before, c.stock_quantity AS stock_left
        FROM locked l LEFT JOIN changed c ON c.id = l.id
        """).ToListAsync(ct)).Single();
}
