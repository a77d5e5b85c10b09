using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories;

/// <summary>Orders and their lines. An id, and a range of them, finds its months' partitions alone.</summary>
internal sealed class OrderRepository(PetShopDbContext db)
{
    /// <summary>The order in this shape; null where there is none.</summary>
    public Task<T?> FindAsync<T>(long id, Expression<Func<Order, T>> shape, CancellationToken ct) where T : class =>
        db.Set<Order>().AsNoTracking().Where(order => order.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>The order with its lines for a change, locked until the end of the transaction; null where there is none.</summary>
    public Task<Order?> LockAsync(long id, CancellationToken ct) =>
        db.Set<Order>().FromSql($"SELECT * FROM orders WHERE id = {id} FOR NO KEY UPDATE").Include(order => order.Lines).SingleOrDefaultAsync(ct);

    /// <summary>Newest first.</summary>
    /// <param name="before">The id of the last one seen; null for the first page.</param>
    public Task<List<T>> ListAsync<T>(OrderCriteria criteria, long? before, int count, Expression<Func<Order, T>> shape, CancellationToken ct) =>
        Matching(criteria).Where(order => before == null || order.Id < before).OrderByDescending(order => order.Id).Take(count).Select(shape).ToListAsync(ct);

    public Task<Total> CountAsync(OrderCriteria criteria, CancellationToken ct) => db.CountAsync(Matching(criteria), ct);

    public Task<bool> HasProductAsync(long productId, CancellationToken ct) => db.Set<OrderLine>().AnyAsync(line => line.ProductId == productId, ct);

    /// <summary>Writes both now, so that what follows holds its locks the shortest.</summary>
    public Task AddAsync(Order order, Invoice invoice, CancellationToken ct)
    {
        db.Add(order);
        db.Add(invoice);
        return db.SaveChangesAsync(ct);
    }

    private IQueryable<Order> Matching(OrderCriteria criteria)
    {
        var orders = db.Set<Order>().AsNoTracking().Where(order => criteria.IsArchived == (order.ArchivedAt != null));
        if (criteria.UserId is { } userId)
            orders = orders.Where(order => order.UserId == userId);
        if (criteria.Status is { } status)
            orders = orders.Where(order => order.Status == status);
        if (criteria.FromId is { } from)
            orders = orders.Where(order => order.Id >= from);
        if (criteria.BeforeId is { } before)
            orders = orders.Where(order => order.Id < before);
        if (criteria.Words is { } words)
            orders = orders.Where(order => EF.Functions.ToTsVector("simple", order.ShippingAddress).Matches(EF.Functions.ToTsQuery("simple", words)));
        return orders;
    }
}

/// <summary>Which orders.</summary>
internal sealed record OrderCriteria
{
    public bool IsArchived { get; init; }
    public long? UserId { get; init; }
    public OrderStatus? Status { get; init; }

    /// <summary>From this id on.</summary>
    public long? FromId { get; init; }

    /// <summary>Below this id.</summary>
    public long? BeforeId { get; init; }

    /// <summary>A full-text query on the address.</summary>
    public string? Words { get; init; }

    /// <summary>The same, and of these ids only.</summary>
    public OrderCriteria Within(long from, long before) =>
        this with { FromId = Math.Max(from, FromId ?? from), BeforeId = Math.Min(before, BeforeId ?? before) };
}
