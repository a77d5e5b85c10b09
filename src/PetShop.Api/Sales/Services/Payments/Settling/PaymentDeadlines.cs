using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Payments.Settling;

/// <summary>
/// The deadlines for the payment of prepaid orders. Joins the caller's unit of work, which must hold the order's lock.
/// </summary>
internal sealed class PaymentDeadlines(
    UnpaidOrderRepository unpaid, InvoiceRepository invoices, OrderTimeline timeline, ShopCalendar calendar)
{
    private static readonly ProblemType NotAwaited = new(
        "payment-not-awaited", "The order is not waiting for its payment.", ProblemKind.Conflict)
    {
        Example = "Only a prepaid order that is pending and unpaid has a deadline. PS-06ZK-3M92-QX4T has none.",
    };

    /// <summary>Whether the order has a deadline and is neither paid, confirmed nor cancelled.</summary>
    /// <param name="order">With its invoice entries.</param>
    public async Task<bool> IsAwaitedAsync(Order order, CancellationToken ct) =>
        order is { Status: OrderStatus.Pending, PayBy: not null }
        && (order.ValidInvoiceId is not { } id || await invoices.FindStatusAsync(id, ct) == InvoiceStatus.Pending);

    /// <summary>Whether the deadline has passed and the order waits for its payment in vain.</summary>
    /// <param name="order">With its invoice entries.</param>
    public async Task<bool> IsMissedAsync(Order order, CancellationToken ct) =>
        order.PayBy <= calendar.Now && await unpaid.IsOpenAsync(order.Id, ct) && await IsAwaitedAsync(order, ct);

    /// <summary>Moves the deadline of an order.</summary>
    /// <exception cref="ShopException">400: the time is not in the future. 403: the caller's own order. 409: the order
    /// is not waiting for its payment.</exception>
    public async Task MoveAsync(Actor actor, Order order, DayOrTime by, CancellationToken ct)
    {
        actor.EnsureNotOwnOrder(order.UserId);
        if (!await IsAwaitedAsync(order, ct))
            throw new ShopException(NotAwaited, "Only a prepaid order that is pending and unpaid has a deadline. "
                + $"{OrderNumber.Of(order.Id)} has none.");
        var (time, before) = (calendar.LastOf(by), order.PayBy);
        if (time <= calendar.Now)
            throw ShopException.Invalid("pay_by", "Give a time in the future.");
        order.Postpone(time, calendar.Now);
        await unpaid.PostponeAsync(order.Id, time, ct);
        timeline.PayByChanged(actor, order, before);
    }

    /// <summary>
    /// The order was paid or confirmed: it no longer has to be paid by then, and no longer counts as unpaid.
    /// </summary>
    public Task LiftAsync(long orderId, CancellationToken ct) => unpaid.RemoveAsync([orderId], ct);

    /// <summary>
    /// An order whose amount is authorised is not cancelled for want of payment. If the authorisation ends without
    /// money, the deadline counts again.
    /// </summary>
    /// <param name="order">Its invoice must be pending.</param>
    public Task WatchAsync(Order order, bool isAuthorised, CancellationToken ct) =>
        order.Status != OrderStatus.Pending ? Task.CompletedTask
        : isAuthorised ? LiftAsync(order.Id, ct) : unpaid.FollowAsync(order, ct);
}
