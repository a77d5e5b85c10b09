using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Repositories;

/// <summary>Returns and their lines.</summary>
internal sealed class ReturnRepository(PetShopDbContext db)
{
    /// <summary>The return in this shape; null if it does not exist.</summary>
    public Task<T?> FindAsync<T>(long id, Expression<Func<Return, T>> shape, CancellationToken ct) where T : class =>
        db.Set<Return>().AsNoTracking().Where(request => request.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>
    /// The return with its lines for a change, locked until the transaction ends; null if it does not exist.
    /// </summary>
    public Task<Return?> LockAsync(long id, CancellationToken ct) =>
        db.Set<Return>().FromSql($"SELECT * FROM returns WHERE id = {id} FOR NO KEY UPDATE")
            .Include(request => request.Lines).SingleOrDefaultAsync(ct);

    /// <summary>The order of the return; null if the return does not exist.</summary>
    public Task<long?> FindOrderAsync(long id, CancellationToken ct) =>
        db.Set<Return>().Where(request => request.Id == id).Select(request => (long?)request.OrderId)
            .SingleOrDefaultAsync(ct);

    /// <summary>
    /// What was returned of an order, or may still be: all returns except rejected and withdrawn ones, and what was
    /// refunded without a return. Lock the order first.
    /// </summary>
    public Task<List<Returned>> SumAsync(long orderId, CancellationToken ct) => db.Database.SqlQuery<Returned>($"""
        SELECT product_id, sum(quantity)::integer AS quantity, sum(refund) AS refund FROM (
            SELECT line.product_id, line.quantity, line.refund_amount AS refund
            FROM returns request JOIN return_lines line ON line.return_id = request.id
            WHERE request.order_id = {orderId} AND request.status NOT IN ('Rejected', 'Withdrawn')
            UNION ALL
            SELECT product_id, quantity, amount FROM refund_lines WHERE order_id = {orderId}) units
        GROUP BY product_id
        """).ToListAsync(ct);

    /// <summary>
    /// The units of an order in processed returns, or refunded without a return. Lock the order first.
    /// </summary>
    public Task<int> CountProcessedAsync(long orderId, CancellationToken ct) => db.Database.SqlQuery<int>($"""
        SELECT coalesce(sum(quantity), 0)::integer AS "Value" FROM (
            SELECT line.quantity FROM returns request JOIN return_lines line ON line.return_id = request.id
            WHERE request.order_id = {orderId} AND request.status = 'Processed'
            UNION ALL
            SELECT quantity FROM refund_lines WHERE order_id = {orderId}) units
        """).SingleAsync(ct);

    /// <summary>The withdrawn returns of an order. Lock the order first.</summary>
    public Task<int> CountWithdrawnAsync(long orderId, CancellationToken ct) => db.Set<Return>()
        .CountAsync(request => request.OrderId == orderId && request.Status == ReturnStatus.Withdrawn, ct);

    /// <summary>
    /// Erases the admins' notes on the orders' returns, and the reasons of those that were rejected or withdrawn, for
    /// which nothing is refunded.
    /// </summary>
    /// <param name="text">Replaces the reasons.</param>
    public Task EraseAsync(long[] orderIds, string text, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        WITH erased AS (
            UPDATE returns SET admin_notes = NULL, version = version + 1
            WHERE order_id = ANY ({orderIds})
                AND (admin_notes IS NOT NULL OR status IN ('Rejected', 'Withdrawn'))
            RETURNING id, status)
        UPDATE return_lines line SET reason = {text} FROM erased
        WHERE line.return_id = erased.id AND erased.status IN ('Rejected', 'Withdrawn')
        """, ct);

    /// <summary>Newest first.</summary>
    /// <param name="before">The id of the previous page's last return; null for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        ReturnCriteria criteria, long? before, int count, Expression<Func<Return, T>> shape, CancellationToken ct) =>
        db.ListAsync(
            Before(Matching(criteria), before).OrderByDescending(request => request.Id).Limit(count).Select(shape),
            Matching(criteria).OrderByDescending(request => request.Id), before is null, ct);

    /// <summary>
    /// Flushes the return while the order is locked: the next request for the order includes it in its sum.
    /// </summary>
    public Task AddAsync(Return request, CancellationToken ct)
    {
        db.Add(request);
        return db.SaveChangesAsync(ct);
    }

    private static IQueryable<Return> Before(IQueryable<Return> returns, long? id) =>
        id is null ? returns : returns.Where(request => request.Id < id);

    private IQueryable<Return> Matching(ReturnCriteria criteria)
    {
        IQueryable<Return> requests = db.Set<Return>().AsNoTracking();
        if (criteria.UserId is { } userId)
            requests = requests.Where(request => request.UserId == userId);
        if (criteria.OrderId is { } orderId)
            requests = requests.Where(request => request.OrderId == orderId);
        if (criteria.Status is { } status)
            requests = requests.Where(request => request.Status == status);
        return requests;
    }
}

/// <summary>Filters of returns.</summary>
internal sealed record ReturnCriteria
{
    public long? UserId { get; init; }
    public long? OrderId { get; init; }
    public ReturnStatus? Status { get; init; }
}

/// <summary>How much of an order's product was returned, or refunded without a return.</summary>
internal sealed record Returned(long ProductId, int Quantity, decimal Refund);
