using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Repositories;

/// <summary>The stock that accounts hold in unpaid orders.</summary>
internal sealed class UnpaidOrderRepository(PetShopDbContext db)
{
    /// <summary>
    /// What the account has in unpaid orders, and how often it has cancelled. To act on the result, hold the
    /// account exclusively.
    /// </summary>
    /// <param name="since">Earlier cancellations are not counted.</param>
    public static Deferred<UnpaidSum> Sum(StatementBatch batch, long userId, DateTimeOffset since) => batch.Query($"""
        SELECT count(*) FILTER (WHERE cancelled_at IS NULL)::integer AS orders,
               coalesce(sum(units) FILTER (WHERE cancelled_at IS NULL), 0)::bigint AS units,
               count(*) FILTER (WHERE cancelled_at > {since})::integer AS cancelled
        FROM unpaid_orders WHERE user_id = {userId}
        """, row => new UnpaidSum(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2))).Select(rows => rows[0]);

    /// <summary>The account's oldest unpaid orders.</summary>
    public Task<List<OpenOrder>> ListAsync(long userId, int most, CancellationToken ct) =>
        db.Set<UnpaidOrder>().AsNoTracking()
            .Where(order => order.UserId == userId && order.CancelledAt == null)
            .OrderBy(order => order.OrderId).Take(most)
            .Select(order => new OpenOrder(order.OrderId, order.Units)).ToListAsync(ct);

    /// <summary>
    /// The time of the account's latest cancellation, not counting its <paramref name="newer"/> newest ones.
    /// </summary>
    public Task<DateTimeOffset?> CancelledAtAsync(long userId, int newer, CancellationToken ct) =>
        db.Set<UnpaidOrder>().AsNoTracking()
            .Where(order => order.UserId == userId && order.CancelledAt != null)
            .OrderByDescending(order => order.CancelledAt).Skip(newer)
            .Select(order => order.CancelledAt).FirstOrDefaultAsync(ct);

    /// <summary>The orders whose deadline has passed, the earliest deadline first.</summary>
    /// <param name="after">The last order of the previous call.</param>
    public Task<List<DueOrder>> ListDueAsync(DateTimeOffset now, DueOrder after, int most, CancellationToken ct) =>
        db.Database.SqlQuery<DueOrder>($"""
            SELECT order_id, pay_by FROM unpaid_orders
            WHERE cancelled_at IS NULL AND pay_by <= {now} AND (pay_by, order_id) > ({after.PayBy}, {after.OrderId})
            ORDER BY pay_by, order_id LIMIT {most}
            """).ToListAsync(ct);

    /// <summary>Moves the order's deadline.</summary>
    public Task PostponeAsync(long orderId, DateTimeOffset payBy, CancellationToken ct) =>
        db.Set<UnpaidOrder>().Where(order => order.OrderId == orderId)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.PayBy, payBy), ct);

    /// <summary>Removes orders that no longer count: they were paid, confirmed, or cancelled by the shop.</summary>
    public Task RemoveAsync(IReadOnlyCollection<long> orderIds, CancellationToken ct) =>
        db.Set<UnpaidOrder>().Where(order => orderIds.Contains(order.OrderId)).ExecuteDeleteAsync(ct);

    /// <summary>Records that the customer cancelled the orders. The cancellations count for a while.</summary>
    public Task CancelAsync(IReadOnlyCollection<long> orderIds, DateTimeOffset now, CancellationToken ct) =>
        db.Set<UnpaidOrder>()
            .Where(order => orderIds.Contains(order.OrderId))
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.CancelledAt, now), ct);

    /// <summary>Deletes all rows of an account.</summary>
    public Task ForgetAsync(long userId, CancellationToken ct) =>
        db.Set<UnpaidOrder>().Where(order => order.UserId == userId).ExecuteDeleteAsync(ct);

    /// <summary>Deletes orders that were cancelled before a time.</summary>
    /// <returns>The number of deleted rows.</returns>
    public Task<int> RemoveCancelledAsync(DateTimeOffset until, CancellationToken ct) =>
        db.Set<UnpaidOrder>().Where(order => order.CancelledAt <= until).ExecuteDeleteAsync(ct);
}

/// <summary>
/// What an account holds in unpaid and unconfirmed orders, and how many such orders its customer cancelled recently.
/// </summary>
internal sealed record UnpaidSum(int Orders, long Units, int Cancelled);

/// <summary>An order that is neither paid nor confirmed.</summary>
internal sealed record OpenOrder(long OrderId, int Units);

/// <summary>An order whose deadline for the payment has passed.</summary>
internal sealed record DueOrder(long OrderId, DateTimeOffset PayBy);
