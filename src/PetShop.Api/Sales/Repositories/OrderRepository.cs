using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Guests;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Repositories;

/// <summary>
/// Orders and their lines. An id, or a range of ids, limits the query to the partitions of its months.
/// </summary>
internal sealed class OrderRepository(PetShopDbContext db)
{
    /// <summary>The order with its lines and invoice entries; null if it does not exist.</summary>
    public Task<Order?> FindAsync(long id, CancellationToken ct) =>
        db.Set<Order>().AsNoTracking().Include(order => order.Lines).Include(order => order.InvoiceEntries)
            .SingleOrDefaultAsync(order => order.Id == id, ct);

    /// <summary>
    /// The order with its lines and invoice entries for a change, locked until the transaction ends; null if it does
    /// not exist. What belongs to it is read by later statements: the statement that waits for the lock would return
    /// lines from before the wait.
    /// </summary>
    public async Task<Order?> LockAsync(long id, CancellationToken ct)
    {
        var order = await db.Set<Order>().FromSql($"SELECT * FROM orders WHERE id = {id} FOR NO KEY UPDATE")
            .SingleOrDefaultAsync(ct);
        if (order is not null)
            await ReadPartsAsync([id], ct);
        return order;
    }

    /// <summary>Whose order it is; null if it does not exist.</summary>
    public Task<OrderOwner?> FindOwnerAsync(long id, CancellationToken ct) =>
        db.Set<Order>().Where(order => order.Id == id)
            .Select(order => (OrderOwner?)new OrderOwner(order.Id, order.UserId)).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Orders without a search text, locked until the transaction ends; orders that other transactions are changing
    /// are skipped.
    /// </summary>
    public Task<List<Order>> LockUnsearchableAsync(int most, CancellationToken ct) => db.Set<Order>()
        .FromSql(
            $"SELECT * FROM orders WHERE search_text IS NULL ORDER BY id LIMIT {most} FOR NO KEY UPDATE SKIP LOCKED")
        .ToListAsync(ct);

    /// <summary>Locks the order against changes of it, its invoices, returns and refunds.</summary>
    /// <returns>Whose order it is; null if it does not exist.</returns>
    public async Task<OrderOwner?> LockAndFindOwnerAsync(long id, CancellationToken ct) =>
        await db.ReadAsync($"SELECT user_id, guest_key FROM orders WHERE id = {id} FOR NO KEY UPDATE",
            row => new OrderOwner(id, row.ValueOrNull<long>(0), GuestKey.IsErased(row.TextOrNull(1))), ct)
            is [var owner] ? owner : null;

    /// <summary>How far the order is; null if it does not exist.</summary>
    public Task<OrderProgress?> FindProgressAsync(long id, CancellationToken ct) =>
        db.Set<Order>().AsNoTracking().Where(order => order.Id == id)
            .Select(order => new OrderProgress(order.Status, order.DeliveredAt, order.UpdatedAt,
                order.GuestKey != null && !order.GuestKey.StartsWith(GuestKey.Erased)))
            .SingleOrDefaultAsync(ct);

    /// <summary>Those of the orders that have not shipped yet, loaded as by <see cref="LockAsync"/>, by id.</summary>
    public async Task<List<Order>> LockUnshippedAsync(long[] ids, CancellationToken ct)
    {
        var orders = await db.Set<Order>().FromSql($"""
            SELECT * FROM orders WHERE id = ANY ({ids}) AND status IN ('Pending', 'Confirmed', 'Processing')
                ORDER BY id FOR NO KEY UPDATE
            """).ToListAsync(ct);
        await ReadPartsAsync(orders.ConvertAll(order => order.Id), ct);
        return orders;
    }

    /// <summary>Flushes the changes now, so that locks taken afterwards are held as briefly as possible.</summary>
    public Task FlushAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    /// <summary>How the order's amounts were computed; null for an order from before that was recorded.</summary>
    public async Task<IReadOnlyList<PriceStep>?> FindPriceStepsAsync(long id, CancellationToken ct) =>
        (await db.Set<OrderPriceSteps>().AsNoTracking().SingleOrDefaultAsync(steps => steps.OrderId == id, ct))?.Steps;

    /// <summary>Saves an edit of the order: the lines that came and went, and how the amounts were computed.</summary>
    public async Task SaveEditAsync(
        Order order, IEnumerable<OrderLine> gone, IEnumerable<OrderLine> added, IReadOnlyList<PriceStep> steps,
        CancellationToken ct)
    {
        db.RemoveRange(gone);
        db.AddRange(added);
        if (await db.Set<OrderPriceSteps>().SingleOrDefaultAsync(of => of.OrderId == order.Id, ct) is { } before)
            before.Add(steps);
        else
            db.Add(OrderPriceSteps.Of(order.Id, steps));
    }

    public Task<bool> AnyAsync(CancellationToken ct) => db.Set<Order>().AnyAsync(ct);

    public Task<bool> HasProductAsync(long productId, CancellationToken ct) =>
        db.Set<OrderLine>().AnyAsync(line => line.ProductId == productId, ct);

    /// <summary>Adds the insertion of a new order with its lines, its gift cards and its unpaid invoice.</summary>
    /// <param name="clientKey">A keyed hash of a guest's address; null for an account.</param>
    public static void Add(
        StatementBatch batch, Order order, Invoice invoice, IReadOnlyList<PriceStep> steps, byte[]? clientKey)
    {
        batch.Insert(order);
        foreach (var line in order.Lines)
            batch.Insert(line);
        foreach (var card in BoughtGiftCard.Of(order))
            batch.Insert(card);
        batch.Insert(OrderPriceSteps.Of(order.Id, steps));
        batch.Insert(invoice);
        batch.Insert(invoice.Entry);
        if (UnpaidOrder.Holds(order))
            batch.Insert(UnpaidOrder.Of(order, clientKey));
    }

    /// <summary>EF Core attaches the tracked lines and entries to their orders.</summary>
    private async Task ReadPartsAsync(IReadOnlyCollection<long> orderIds, CancellationToken ct)
    {
        await db.Set<OrderLine>().Where(line => orderIds.Contains(line.OrderId))
            .OrderBy(line => line.OrderId).ThenBy(line => line.Position).LoadAsync(ct);
        await db.Set<InvoiceRegisterEntry>().Where(entry => orderIds.Contains(entry.OrderId)).LoadAsync(ct);
    }
}

/// <summary>How far an order is.</summary>
/// <param name="DeliveredAt">Null until it is delivered, and on orders that were delivered before this was
/// recorded.</param>
/// <param name="HasGuest">Whether it is a guest's order and the guest was not erased.</param>
internal sealed record OrderProgress(
    OrderStatus Status, DateTimeOffset? DeliveredAt, DateTimeOffset UpdatedAt, bool HasGuest);
