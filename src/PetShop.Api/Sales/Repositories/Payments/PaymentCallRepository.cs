using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Repositories.Payments;

/// <summary>What the shop asks of payment providers. Rows are never deleted.</summary>
internal sealed class PaymentCallRepository(PetShopDbContext db)
{
    /// <summary>The call with its payment, as they are now; null if it does not exist.</summary>
    public async Task<PlannedCall?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<PaymentCall>().AsNoTracking().Where(call => call.Id == id)
            .Join(db.Set<Payment>().AsNoTracking(), call => new { call.OrderId, Number = call.PaymentNumber },
                payment => new { payment.OrderId, payment.Number },
                (call, payment) => new PlannedCall(call, payment))
            .SingleOrDefaultAsync(ct);

    /// <summary>The call for a change. Lock its order first.</summary>
    public Task<PaymentCall> LoadAsync(Guid id, CancellationToken ct) =>
        db.Set<PaymentCall>().SingleAsync(call => call.Id == id, ct);

    /// <summary>The payments of the order that a call other than a refund is about to change.</summary>
    public async Task<HashSet<int>> ListBusyAsync(long orderId, CancellationToken ct) =>
        [.. await db.Set<PaymentCall>().AsNoTracking()
            .Where(call => call.OrderId == orderId && call.State == PaymentCallState.Open
                && call.Kind != PaymentCallKind.Refund)
            .Select(call => call.PaymentNumber).ToListAsync(ct)];

    /// <summary>What is being captured of the order at this moment.</summary>
    public async Task<decimal> SumCapturesAsync(long orderId, CancellationToken ct) =>
        await db.Set<PaymentCall>()
            .Where(call => call.OrderId == orderId && call.State == PaymentCallState.Open
                && call.Kind == PaymentCallKind.Capture)
            .SumAsync(call => call.Amount, ct) ?? 0;

    /// <summary>The open call that starts the payment; null if there is none.</summary>
    public Task<PaymentCall?> FindStartAsync(long orderId, int paymentNumber, CancellationToken ct) =>
        db.Set<PaymentCall>().AsNoTracking().SingleOrDefaultAsync(call => call.OrderId == orderId
            && call.PaymentNumber == paymentNumber && call.Kind == PaymentCallKind.Start
            && call.State == PaymentCallState.Open, ct);

    /// <summary>Whether it is still open what became of a payment that was started until then.</summary>
    public Task<bool> IsStartOpenAsync(DateTimeOffset until, CancellationToken ct) =>
        db.Set<PaymentCall>().AnyAsync(call => call.State == PaymentCallState.Open
            && call.Kind == PaymentCallKind.Start && call.StartedAt <= until, ct);

    public void Add(PaymentCall call) => db.Add(call);
}

/// <summary>A call and the payment that it is about.</summary>
internal sealed record PlannedCall(PaymentCall Call, Payment Payment);
