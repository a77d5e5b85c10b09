using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Repositories;

/// <summary>The ledger of refunds. Rows are added, never changed.</summary>
internal sealed class RefundRepository(PetShopDbContext db)
{
    /// <summary>An order's refunds, the oldest first.</summary>
    /// <param name="after">The number of the previous page's last refund; 0 for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        long orderId, int after, int count, Expression<Func<Refund, T>> shape, CancellationToken ct) =>
        db.ListAsync(
            Of(orderId).Where(refund => refund.Number > after).OrderBy(refund => refund.Number)
                .Take(count).Select(shape),
            Of(orderId), after == 0, ct);

    /// <summary>The number of the order's next refund. Lock the order first.</summary>
    public async Task<int> NextNumberAsync(long orderId, CancellationToken ct) =>
        (await Of(orderId).MaxAsync(refund => (int?)refund.Number, ct) ?? 0) + 1;

    /// <summary>What was given back for shipping, with or without returns. Lock the order first.</summary>
    public Task<decimal> SumShippingAsync(long orderId, CancellationToken ct) => db.Database.SqlQuery<decimal>($"""
        SELECT coalesce((SELECT sum(shipping_amount) FROM refunds WHERE order_id = {orderId}), 0)
            + coalesce((SELECT sum(shipping_refund) FROM returns
                WHERE order_id = {orderId} AND status = 'Processed'), 0) AS "Value"
        """).SingleAsync(ct);

    /// <summary>The sum of the order's refunds.</summary>
    public Task<decimal> SumAsync(long orderId, CancellationToken ct) =>
        Of(orderId).SumAsync(refund => refund.Amount, ct);

    public void Add(Refund refund) => db.Add(refund);

    /// <summary>Saves what was added, so that the next number is known.</summary>
    public Task FlushAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    private IQueryable<Refund> Of(long orderId) =>
        db.Set<Refund>().AsNoTracking().Where(refund => refund.OrderId == orderId);
}
