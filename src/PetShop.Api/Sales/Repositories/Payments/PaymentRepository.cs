using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Repositories.Payments;

/// <summary>Payments of orders. They change under their order's lock.</summary>
internal sealed class PaymentRepository(PetShopDbContext db)
{
    /// <summary>The order's payments for a change, the oldest first. Lock the order first.</summary>
    public Task<List<Payment>> LoadAsync(long orderId, CancellationToken ct) =>
        db.Set<Payment>().Where(payment => payment.OrderId == orderId).OrderBy(payment => payment.Number)
            .ToListAsync(ct);

    /// <summary>Those of the orders that have payments.</summary>
    public Task<List<long>> ListOrdersAsync(long[] orderIds, CancellationToken ct) =>
        db.Set<Payment>().Where(payment => orderIds.Contains(payment.OrderId)).Select(payment => payment.OrderId)
            .Distinct().ToListAsync(ct);

    /// <summary>The order's payments in this shape, the oldest first.</summary>
    public Task<List<T>> ListAsync<T>(long orderId, Expression<Func<Payment, T>> shape, CancellationToken ct) =>
        db.Set<Payment>().AsNoTracking().Where(payment => payment.OrderId == orderId)
            .OrderBy(payment => payment.Number).Select(shape).ToListAsync(ct);

    /// <summary>The payment in this shape; null if it does not exist.</summary>
    public Task<T?> FindAsync<T>(long orderId, int number, Expression<Func<Payment, T>> shape, CancellationToken ct)
        where T : class =>
        db.Set<Payment>().AsNoTracking().Where(payment => payment.OrderId == orderId && payment.Number == number)
            .Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>The payment that the provider knows by this id; null if there is none.</summary>
    public Task<Payment?> FindAsync(string provider, string reference, CancellationToken ct) =>
        db.Set<Payment>().AsNoTracking()
            .SingleOrDefaultAsync(payment => payment.Provider == provider && payment.Reference == reference, ct);

    /// <summary>All payments, those of the newest orders first.</summary>
    /// <param name="before">The previous page's last payment; null for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        PaymentCriteria criteria, PaymentPlace? before, int count, Expression<Func<Payment, T>> shape,
        CancellationToken ct) =>
        db.ListAsync(
            Newest(Before(Matching(criteria), before)).Limit(count).Select(shape),
            Newest(Matching(criteria)), before is null, ct);

    /// <summary>The payments about which the provider should be asked by now, those that wait longest first.</summary>
    public Task<List<Payment>> ListUncheckedAsync(DateTimeOffset now, int most, CancellationToken ct) =>
        db.Set<Payment>().AsNoTracking().Where(payment => payment.NextCheckAt <= now)
            .OrderBy(payment => payment.NextCheckAt).Take(most).ToListAsync(ct);

    /// <summary>Asks the provider about a payment later.</summary>
    public Task PostponeCheckAsync(long orderId, int number, DateTimeOffset time, CancellationToken ct) =>
        db.Set<Payment>().Where(payment => payment.OrderId == orderId && payment.Number == number)
            .ExecuteUpdateAsync(set => set.SetProperty(payment => payment.NextCheckAt, time), ct);

    public void Add(Payment payment) => db.Add(payment);

    /// <summary>Saves what has changed, so that queries find it.</summary>
    public Task FlushAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    private static IQueryable<Payment> Newest(IQueryable<Payment> payments) =>
        payments.OrderByDescending(payment => payment.OrderId).ThenByDescending(payment => payment.Number);

    private static IQueryable<Payment> Before(IQueryable<Payment> payments, PaymentPlace? place) =>
        place is not { } last ? payments : payments.Where(payment => EF.Functions.LessThan(
            ValueTuple.Create(payment.OrderId, payment.Number), ValueTuple.Create(last.OrderId, last.Number)));

    private IQueryable<Payment> Matching(PaymentCriteria criteria)
    {
        IQueryable<Payment> payments = db.Set<Payment>().AsNoTracking();
        if (criteria.Status is { } status)
            payments = payments.Where(payment => payment.Status == status);
        if (criteria.Reference is { } reference)
            payments = payments.Where(payment => payment.Reference == reference);
        return payments;
    }
}

/// <summary>Filters of payments.</summary>
internal sealed record PaymentCriteria(PaymentStatus? Status, string? Reference);

/// <summary>The place of a payment in a list.</summary>
internal sealed record PaymentPlace(long OrderId, int Number);
