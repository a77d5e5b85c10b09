using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Repositories;

/// <summary>The effect of a stock statement on one product.</summary>
/// <param name="StockBefore">Units that could be sold before the statement; 0 if there is no such product.</param>
/// <param name="StockLeft">Units on hand after the statement; null if it did not change the product.</param>
internal sealed record StockMove(long Id, int StockBefore, int? StockLeft);

/// <summary>
/// Changes stock. Each change is one conditional statement; stock is never read, checked and then written.
/// </summary>
internal sealed class StockRepository(PetShopDbContext db)
{
    /// <summary>
    /// Takes the quantities with the batch's last statement, because many checkouts may wait for these rows. The rows
    /// are locked in id order, so that concurrent checkouts of the same products cannot deadlock. The result contains
    /// every requested product. If one falls short, its <c>StockLeft</c> is null and the caller must roll back. A
    /// product that was hidden in the meantime counts as out of stock.
    /// </summary>
    /// <param name="ids">Each product once.</param>
    /// <param name="quantities">In the order of <paramref name="ids"/>.</param>
    /// <param name="then">Receives the results.</param>
    public static void Take(StatementBatch batch, long[] ids, int[] quantities, Func<List<StockMove>, Task> then) =>
        batch.AddLast($"""
            WITH wanted AS (SELECT * FROM unnest({ids}, {quantities}) AS w (id, quantity)),
            locked AS MATERIALIZED (
                SELECT product_id, sellable, quantity FROM product_stock
                WHERE product_id = ANY ({ids}) ORDER BY product_id FOR NO KEY UPDATE),
            taken AS (
                UPDATE product_stock s SET quantity = s.quantity - w.quantity
                FROM locked l JOIN wanted w ON w.id = l.product_id
                WHERE s.product_id = l.product_id AND l.sellable AND l.quantity >= w.quantity
                RETURNING s.product_id, s.quantity)
            SELECT w.id, CASE WHEN l.sellable THEN l.quantity ELSE 0 END AS stock_before, t.quantity AS stock_left
            FROM wanted w LEFT JOIN locked l ON l.product_id = w.id LEFT JOIN taken t ON t.product_id = w.id
            """, Read, then);

    /// <summary>Adds the quantities. Products that no longer exist are not in the result.</summary>
    /// <param name="ids">Each product once.</param>
    /// <param name="quantities">In the order of <paramref name="ids"/>.</param>
    public Task<List<StockMove>> PutBackAsync(long[] ids, int[] quantities, CancellationToken ct) =>
        db.Database.SqlQuery<StockMove>($"""
            WITH wanted AS (SELECT * FROM unnest({ids}, {quantities}) AS w (id, quantity)),
            locked AS MATERIALIZED (
                SELECT product_id FROM product_stock WHERE product_id = ANY ({ids})
                    ORDER BY product_id FOR NO KEY UPDATE),
            returned AS (
                UPDATE product_stock s SET quantity = s.quantity + w.quantity
                FROM locked l JOIN wanted w ON w.id = l.product_id
                WHERE s.product_id = l.product_id
                RETURNING s.product_id AS id, s.quantity - w.quantity AS stock_before, s.quantity AS stock_left)
            SELECT * FROM returned
            """).ToListAsync(ct);

    /// <summary>
    /// Sets the quantity of an existing product if it still equals <paramref name="expected"/>. If it does not,
    /// <c>StockLeft</c> is null.
    /// </summary>
    public async Task<StockMove> SetAsync(long id, int quantity, int expected, CancellationToken ct) =>
        (await db.Database.SqlQuery<StockMove>($"""
            WITH locked AS MATERIALIZED (SELECT product_id, quantity FROM product_stock
                WHERE product_id = {id} FOR NO KEY UPDATE),
            changed AS (
                UPDATE product_stock s SET quantity = {quantity} FROM locked l
                WHERE s.product_id = l.product_id AND l.quantity = {expected}
                RETURNING s.product_id, s.quantity)
            SELECT l.product_id AS id, l.quantity AS stock_before, c.quantity AS stock_left
            FROM locked l LEFT JOIN changed c ON c.product_id = l.product_id
            """).ToListAsync(ct)).Single();

    /// <summary>
    /// Locks a product's stock before a change of whether the product may be sold. Call it before the product itself is
    /// locked for an edit: a transaction that waits here for a sale then does not block edits of the product's text.
    /// The product cannot be removed meanwhile.
    /// </summary>
    public async Task LockAsync(long productId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM products WHERE id = {productId} FOR KEY SHARE", ct);
        await db.Database.ExecuteSqlAsync(
            $"SELECT FROM product_stock WHERE product_id = {productId} FOR NO KEY UPDATE", ct);
    }

    /// <summary>Sets whether a product may be sold.</summary>
    public Task SetSellableAsync(long productId, bool sellable, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"UPDATE product_stock SET sellable = {sellable} WHERE product_id = {productId}", ct);

    /// <summary>Removes the stock of a locked product that is about to be removed.</summary>
    public Task RemoveAsync(long productId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM product_stock WHERE product_id = {productId}", ct);

    private static StockMove Read(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<int?>(2));
}
