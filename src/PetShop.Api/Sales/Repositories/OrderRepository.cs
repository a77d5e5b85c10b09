using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Timeline;

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
    /// Erases the user's e-mail and telephone number on all orders, and name and addresses on cancelled ones without a
    /// valid invoice, because the accounting records do not need them. The search text is filled in again. In the
    /// timelines of all orders, it erases earlier addresses and the texts of notes.
    /// </summary>
    /// <param name="name">The user's name, for orders that the accounting records need and that have no name yet; null
    /// if it is not known.</param>
    public async Task EraseAsync(long userId, string? name, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            UPDATE orders SET customer_name = coalesce(customer_name, {name}), customer_email = NULL,
                ship_to = jsonb_set(ship_to, ARRAY['phone'], 'null'),
                    bill_to = jsonb_set(bill_to, ARRAY['phone'], 'null'),
                search_text = NULL, version = version + 1
            WHERE user_id = {userId}
            """, ct);
        await db.Set<Order>()
            .Where(order => order.UserId == userId && order.Status == OrderStatus.Cancelled
                && order.InvoiceEntries.All(entry => entry.IsVoid))
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.ShippingAddress, Order.ErasedAddress)
                .SetProperty(order => order.ShipTo, (PostalAddress?)null)
                .SetProperty(order => order.BillTo, (PostalAddress?)null)
                .SetProperty(order => order.CustomerName, (string?)null)
                .SetProperty(order => order.Version, order => order.Version + 1), ct);
        await db.Database.ExecuteSqlAsync($"""
            UPDATE order_events event
            SET text = CASE WHEN event.text IS NOT NULL THEN {OrderEvent.ErasedText} END,
                before = event.before - 'shipping_address', after = event.after - 'shipping_address'
            FROM orders
            WHERE orders.user_id = {userId} AND event.order_id = orders.id AND event.type IN ('Note', 'AddressChanged')
            """, ct);
    }

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
        await db.ReadAsync($"SELECT user_id FROM orders WHERE id = {id} FOR NO KEY UPDATE",
            row => new OrderOwner(id, row.ValueOrNull<long>(0)), ct) is [var owner] ? owner : null;

    /// <summary>How far the order is; null if it does not exist.</summary>
    public Task<OrderProgress?> FindProgressAsync(long id, CancellationToken ct) =>
        db.Set<Order>().AsNoTracking().Where(order => order.Id == id)
            .Select(order => new OrderProgress(order.Status, order.DeliveredAt, order.UpdatedAt))
            .SingleOrDefaultAsync(ct);

    /// <summary>Locks all of the user's orders in id order, as <see cref="LockAndFindOwnerAsync"/> does.</summary>
    public Task LockAllAsync(long userId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT FROM orders WHERE user_id = {userId} ORDER BY id FOR NO KEY UPDATE", ct);

    /// <summary>The user's orders that have not shipped yet, loaded like <see cref="LockAsync"/> does, by id.</summary>
    public async Task<List<Order>> LockUnshippedAsync(long userId, CancellationToken ct)
    {
        var orders = await db.Set<Order>().FromSql($"""
            SELECT * FROM orders WHERE user_id = {userId} AND status IN ('Pending', 'Confirmed', 'Processing')
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

    /// <summary>Adds the insertion of a new order with its lines and its unpaid invoice.</summary>
    /// <param name="clientKey">A keyed hash of a guest's address; null for an account.</param>
    public static void Add(
        StatementBatch batch, Order order, Invoice invoice, IReadOnlyList<PriceStep> steps, byte[]? clientKey)
    {
        batch.Insert(order);
        foreach (var line in order.Lines)
            batch.Insert(line);
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
internal sealed record OrderProgress(OrderStatus Status, DateTimeOffset? DeliveredAt, DateTimeOffset UpdatedAt);
