using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Repositories.Ledger;

/// <summary>
/// Changes stock. Each change of a figure is one statement that also adds its movements; stock is never read, checked
/// and then written.
/// </summary>
internal sealed class StockRepository(PetShopDbContext db)
{
    /// <summary>
    /// Locks the stock of products among the batch's last statements, because many checkouts may wait for these rows.
    /// </summary>
    public static void Lock(StatementBatch batch, IEnumerable<long> productIds) =>
        batch.AddLast(StockStatements.Lock(productIds), row => row.GetInt64(0), _ => Task.CompletedTask);

    /// <summary>
    /// Takes stock with the batch's last statement. The result contains every requested product. If one falls short,
    /// its <c>StockLeft</c> is null and the caller must roll back. A product that was hidden in the meantime counts as
    /// out of stock. Call <see cref="Lock"/> first.
    /// </summary>
    /// <param name="steps">One for each product and reference, with negative quantities.</param>
    /// <param name="then">Receives the results.</param>
    public static void Take(
        StatementBatch batch, IReadOnlyCollection<StockStep> steps, StockEntry entry,
        Func<List<StockMove>, Task> then) =>
        batch.AddLast(StockStatements.Move(StockStatements.Take, steps, entry), StockStatements.Read, then);

    /// <summary>The same as <see cref="PutBackAsync"/>, among the batch's last statements.</summary>
    public static void PutBack(
        StatementBatch batch, IReadOnlyCollection<StockStep> steps, StockEntry entry,
        Func<List<StockMove>, Task> then) =>
        batch.AddLast(StockStatements.Move(StockStatements.PutBack, steps, entry), StockStatements.Read, then);

    /// <summary>Adds the quantities. Products that no longer exist are unchanged in the result.</summary>
    /// <param name="steps">One for each product and reference.</param>
    public Task<List<StockMove>> PutBackAsync(
        IReadOnlyCollection<StockStep> steps, StockEntry entry, CancellationToken ct) =>
        ChangeAsync(
            steps.Select(step => step.ProductId), StockStatements.Move(StockStatements.PutBack, steps, entry), ct);

    /// <summary>
    /// Changes the figure of an existing product. If it would be below the back-order limit or above the maximum,
    /// <c>StockLeft</c> is null.
    /// </summary>
    public async Task<StockMove> ChangeAsync(StockStep step, StockEntry entry, CancellationToken ct) =>
        (await ChangeAsync(
            [step.ProductId], StockStatements.Move(StockStatements.Change, [step], entry), ct)).Single();

    /// <summary>
    /// Sets the figures of existing products, if all of them are as expected. If one is not, nothing is set, and every
    /// <c>StockLeft</c> is null.
    /// </summary>
    /// <param name="figures">One for each product.</param>
    /// <param name="referenceId">The count; null if it is of one product.</param>
    public Task<List<StockMove>> SetAsync(
        IReadOnlyCollection<StockFigureSet> figures, StockEntry entry, long? referenceId, CancellationToken ct) =>
        ChangeAsync(
            figures.Select(figure => figure.ProductId), StockStatements.Set(figures, entry, referenceId), ct);

    /// <summary>Adds the stock of new products.</summary>
    public Task OpenAsync(IReadOnlyCollection<NewStock> stock, StockEntry entry, CancellationToken ct) =>
        ExecuteAsync(StockStatements.Open(stock, entry), ct);

    /// <summary>
    /// Removes the stock of a locked product that is about to be removed, and writes off what is left.
    /// </summary>
    public Task RemoveAsync(long productId, StockEntry entry, CancellationToken ct) =>
        ExecuteAsync(StockStatements.Remove(productId, entry), ct);

    /// <summary>
    /// Locks a product's stock before a change of how the product may be sold. Call it before the product itself is
    /// locked for an edit: a transaction that waits here for a sale then does not block edits of the product's text.
    /// The product cannot be removed meanwhile.
    /// </summary>
    /// <returns>Null if there is no such product.</returns>
    public async Task<LockedStock?> LockAsync(long productId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM products WHERE id = {productId} FOR KEY SHARE", ct);
        return (await db.ReadAsync($"""
            SELECT quantity, sellable, backorder_limit, available_from, low_stock_threshold FROM product_stock
            WHERE product_id = {productId} FOR NO KEY UPDATE
            """, row => new LockedStock(row.GetInt32(0), new(
                row.GetBoolean(1), row.GetInt32(2), row.ValueOrNull<DateTimeOffset>(3), row.ValueOrNull<int>(4))),
            ct)).SingleOrDefault();
    }

    /// <summary>Sets how a product may be sold. Its stock must be locked.</summary>
    public Task SetTermsAsync(long productId, StockTerms terms, CancellationToken ct) => ExecuteAsync($"""
        UPDATE product_stock SET sellable = {terms.Sellable}, backorder_limit = {terms.BackorderLimit},
            available_from = {terms.AvailableFrom}::timestamptz, low_stock_threshold = {terms.LowStockThreshold}::int
        WHERE product_id = {productId}
        """, ct);

    /// <summary>Sets whether a product may be sold.</summary>
    public Task SetSellableAsync(long productId, bool sellable, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"UPDATE product_stock SET sellable = {sellable} WHERE product_id = {productId}", ct);

    /// <summary>
    /// Ends pre-orders whose time has come. Products whose stock is locked are left to the next call.
    /// </summary>
    /// <returns>Their ids.</returns>
    public Task<List<long>> EndPreordersAsync(DateTimeOffset now, int count, CancellationToken ct) =>
        db.ReadAsync($"""
            UPDATE product_stock SET available_from = NULL WHERE product_id IN (
                SELECT product_id FROM product_stock WHERE available_from <= {now}
                ORDER BY available_from LIMIT {count} FOR NO KEY UPDATE SKIP LOCKED)
            RETURNING product_id
            """, row => row.GetInt64(0), ct);

    /// <summary>The figures of these products, if they exist, without a lock.</summary>
    public async Task<Dictionary<long, int>> FiguresAsync(long[] productIds, CancellationToken ct) =>
        (await db.ReadAsync($"SELECT product_id, quantity FROM product_stock WHERE product_id = ANY ({productIds})",
            row => (Id: row.GetInt64(0), Quantity: row.GetInt32(1)), ct)).ToDictionary(s => s.Id, s => s.Quantity);

    /// <summary>Locks and changes in one round trip.</summary>
    private async Task<List<StockMove>> ChangeAsync(
        IEnumerable<long> productIds, FormattableString change, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        batch.Query(StockStatements.Lock(productIds), row => row.GetInt64(0));
        var moves = batch.Query(change, StockStatements.Read);
        await batch.SendAsync(ct);
        return moves.Value;
    }

    private async Task ExecuteAsync(FormattableString sql, CancellationToken ct)
    {
        var batch = new StatementBatch(db);
        batch.Add(sql);
        await batch.SendAsync(ct);
    }
}
