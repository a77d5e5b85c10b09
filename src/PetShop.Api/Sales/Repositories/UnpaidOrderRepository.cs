using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Repositories;

/// <summary>The stock that customers hold in unpaid orders.</summary>
internal sealed class UnpaidOrderRepository(PetShopDbContext db)
{
    /// <summary>The unpaid orders of an account.</summary>
    public static FormattableString OfAccount(long userId) => $"user_id = {userId}";

    /// <summary>The unpaid orders of guests by e-mail address.</summary>
    public static FormattableString OfGuest(string guestKey) => $"guest_key = {guestKey}";

    /// <summary>The unpaid orders of guests by the address that they came from.</summary>
    public static FormattableString OfClient(byte[] clientKey) => $"client_key = {clientKey}";

    /// <summary>
    /// Makes checkouts of one guest, and those from one address, run one after another, so that each counts the order
    /// that the previous one placed. Both locks are taken in one order, so that two checkouts cannot deadlock.
    /// </summary>
    public static void LockGuest(StatementBatch batch, string guestKey, byte[] clientKey)
    {
        foreach (var number in new[] { NumberOf(Encoding.ASCII.GetBytes(guestKey)), NumberOf(clientKey) }.Order())
            batch.Query($"SELECT pg_advisory_xact_lock({number})", _ => true);
    }

    /// <summary>
    /// What there is in unpaid orders, and how often such orders were cancelled. To act on the result, hold the account
    /// exclusively, or lock the guest.
    /// </summary>
    /// <param name="whose">One of <see cref="OfAccount"/>, <see cref="OfGuest"/> and <see cref="OfClient"/>.</param>
    /// <param name="since">Earlier cancellations are not counted.</param>
    public static Deferred<UnpaidSum> Sum(StatementBatch batch, FormattableString whose, DateTimeOffset since) =>
        batch.Query($"""
            SELECT count(*) FILTER (WHERE cancelled_at IS NULL)::integer AS orders,
                   coalesce(sum(units) FILTER (WHERE cancelled_at IS NULL), 0)::bigint AS units,
                   count(*) FILTER (WHERE cancelled_at > {since})::integer AS cancelled
            FROM unpaid_orders WHERE {whose}
            """, row => new UnpaidSum(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2))).Select(rows => rows[0]);

    /// <summary>The account's oldest unpaid orders.</summary>
    public Task<List<OpenOrder>> ListAsync(long userId, int most, CancellationToken ct) =>
        db.Set<UnpaidOrder>().AsNoTracking()
            .Where(order => order.UserId == userId && order.CancelledAt == null)
            .OrderBy(order => order.OrderId).Take(most)
            .Select(order => new OpenOrder(order.OrderId, order.Units)).ToListAsync(ct);

    /// <summary>The time of the latest cancellation, not counting the <paramref name="newer"/> newest ones.</summary>
    /// <param name="whose">As for <see cref="Sum"/>.</param>
    public async Task<DateTimeOffset?> CancelledAtAsync(FormattableString whose, int newer, CancellationToken ct) =>
        await db.ReadAsync($"""
            SELECT cancelled_at FROM unpaid_orders WHERE {whose} AND cancelled_at IS NOT NULL
            ORDER BY cancelled_at DESC OFFSET {newer} LIMIT 1
            """, row => row.GetFieldValue<DateTimeOffset>(0), ct) is [var time] ? time : null;

    /// <summary>The orders whose deadline has passed, the earliest deadline first.</summary>
    /// <param name="after">The last order of the previous call.</param>
    public Task<List<DueOrder>> ListDueAsync(DateTimeOffset now, DueOrder after, int most, CancellationToken ct) =>
        db.Database.SqlQuery<DueOrder>($"""
            SELECT order_id, pay_by FROM unpaid_orders
            WHERE cancelled_at IS NULL AND pay_by <= {now} AND (pay_by, order_id) > ({after.PayBy}, {after.OrderId})
            ORDER BY pay_by, order_id LIMIT {most}
            """).ToListAsync(ct);

    /// <summary>Whether the order counts as unpaid: it is neither paid, authorised, confirmed nor cancelled.</summary>
    public Task<bool> IsOpenAsync(long orderId, CancellationToken ct) =>
        db.Set<UnpaidOrder>().AnyAsync(order => order.OrderId == orderId && order.CancelledAt == null, ct);

    /// <summary>Moves the order's deadline.</summary>
    public Task PostponeAsync(long orderId, DateTimeOffset payBy, CancellationToken ct) =>
        db.Set<UnpaidOrder>().Where(order => order.OrderId == orderId)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.PayBy, payBy), ct);

    /// <summary>Follows an edit of an order that is neither paid nor confirmed.</summary>
    public async Task FollowAsync(Order order, CancellationToken ct)
    {
        if (!UnpaidOrder.Holds(order))
            await RemoveAsync([order.Id], ct);
        else if (await db.Set<UnpaidOrder>().SingleOrDefaultAsync(open => open.OrderId == order.Id, ct) is { } open)
            open.Follow(order);
        else
            db.Add(UnpaidOrder.Of(order, clientKey: null));     // it cost nothing until now
    }

    /// <summary>Removes orders that no longer count: they were paid, confirmed, or cancelled by the shop.</summary>
    public Task RemoveAsync(IReadOnlyCollection<long> orderIds, CancellationToken ct) =>
        db.Set<UnpaidOrder>().Where(order => orderIds.Contains(order.OrderId)).ExecuteDeleteAsync(ct);

    /// <summary>Records that the customer cancelled the orders. The cancellations count for a while.</summary>
    public Task CancelAsync(IReadOnlyCollection<long> orderIds, DateTimeOffset now, CancellationToken ct) =>
        db.Set<UnpaidOrder>()
            .Where(order => orderIds.Contains(order.OrderId))
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.CancelledAt, now), ct);

    /// <summary>Deletes orders that were cancelled before a time.</summary>
    /// <returns>The number of deleted rows.</returns>
    public Task<int> RemoveCancelledAsync(DateTimeOffset until, CancellationToken ct) =>
        db.Set<UnpaidOrder>().Where(order => order.CancelledAt <= until).ExecuteDeleteAsync(ct);

    private static long NumberOf(byte[] key) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(key));
}

/// <summary>
/// What a customer holds in unpaid and unconfirmed orders, and how many such orders the customer cancelled recently.
/// </summary>
internal sealed record UnpaidSum(int Orders, long Units, int Cancelled);

/// <summary>An order that is neither paid nor confirmed.</summary>
internal sealed record OpenOrder(long OrderId, int Units);

/// <summary>An order whose deadline for the payment has passed.</summary>
internal sealed record DueOrder(long OrderId, DateTimeOffset PayBy);
