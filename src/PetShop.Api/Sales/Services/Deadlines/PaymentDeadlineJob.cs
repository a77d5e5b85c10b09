using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Orders;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Deadlines;

/// <summary>
/// Cancels prepaid orders that were neither paid nor confirmed by their deadline. Each order has its own transaction,
/// which locks the order and checks it again: a payment or confirmation at the same moment comes either before, and the
/// order stays, or after, and is refused.
/// </summary>
internal sealed partial class PaymentDeadlineJob(
    IUnitOfWork work, UnpaidOrderRepository unpaid, OrderRepository orders, PaymentDeadlines deadlines,
    OrderCancellation cancellation, TimeProvider clock, ILogger<PaymentDeadlineJob> logger) : IJob
{
    private const int Batch = 100;

    public string Name => "payment-deadlines";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var last = new DueOrder(0, DateTimeOffset.MinValue);
        List<DueOrder> due;
        do
        {
            due = await unpaid.ListDueAsync(now, last, Batch, ct);
            foreach (var order in due)
                await TryCancelAsync(last = order, ct);
        }
        while (due.Count == Batch);
    }

    /// <summary>One order that cannot be cancelled must not keep the others from it.</summary>
    private async Task TryCancelAsync(DueOrder due, CancellationToken ct)
    {
        try
        {
            await work.CommitAsync(() => CancelAsync(due.OrderId, ct), ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException)
            && e.GetBaseException() is not NpgsqlException { IsTransient: true })
        {
            LogFailed(e, due.OrderId);
        }
    }

    private async Task CancelAsync(long id, CancellationToken ct)
    {
        if (await orders.LockAsync(id, ct) is { } order && await deadlines.IsMissedAsync(order, ct))
            await cancellation.CancelAsync(Actor.Shop, [order], ct);
    }

    [LoggerMessage(LogLevel.Error, "Order {OrderId} was not paid in time and cannot be cancelled. It is tried again")]
    private partial void LogFailed(Exception failure, long orderId);
}
