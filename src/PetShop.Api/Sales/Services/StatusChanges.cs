using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Services;

/// <summary>
/// Changes the status of orders, invoices and returns. A transition that is not in the table is refused; a committed
/// one is logged and recorded in the order's timeline, with the old and the new status.
/// </summary>
internal sealed class StatusChanges(
    IUnitOfWork work, ShopCalendar calendar, SalesTelemetry events, OrderTimeline timeline)
{
    private static readonly ProblemType MoveRefused = new(
        "status-not-allowed", "This status change is not allowed.", ProblemKind.Conflict)
    {
        Example = "The status is pending. Allowed next: confirmed, cancelled.",
        Members = typeof(StatusNotAllowedProblem),
    };

    /// <summary>
    /// Sends what was recorded in the timeline now, so that locks taken afterwards are held as briefly as possible.
    /// </summary>
    public Task RecordAsync(CancellationToken ct) => timeline.SendAsync(ct);

    /// <exception cref="ShopException">409: the transition is not in the table.</exception>
    public void Move(Actor actor, Order order, OrderStatus to)
    {
        var from = order.Status;
        Require(order, to);
        order.MoveTo(to, calendar.Now);
        timeline.StatusChanged(actor, order, from);
        work.OnCommitted(() => events.Moved(order.Id, from, to));
    }

    /// <inheritdoc cref="Move(Actor, Order, OrderStatus)"/>
    public void Move(Actor actor, Invoice invoice, InvoiceStatus to)
    {
        var from = invoice.Status;
        Require(invoice, to);
        var now = calendar.Now;
        invoice.MoveTo(to, now, calendar.YearOf(now));
        timeline.StatusChanged(actor, invoice, from);
        work.OnCommitted(() => events.Moved(invoice.Id, from, to));
    }

    /// <param name="restock">Whether the goods are returned to stock; only when it is processed.</param>
    /// <exception cref="ShopException">409: the transition is not in the table.</exception>
    public void Move(Actor actor, Return request, ReturnStatus to, bool restock = false)
    {
        var from = request.Status;
        Require(ReturnTransitions.Table, from, to, ReturnTransitions.Table.From(from));
        request.MoveTo(to, restock, calendar.Now);
        timeline.StatusChanged(actor, request, from);
        work.OnCommitted(() => events.Moved(request.Id, from, to));
    }

    /// <summary>Refuses a transition that is not in the table, and lists the allowed ones.</summary>
    /// <exception cref="ShopException">409.</exception>
    public static void Require(Order order, OrderStatus to) =>
        Require(OrderTransitions.Of(order), order.Status, to, OrderTransitions.OnRequest(order));

    /// <summary>The same for a status that a request asks for.</summary>
    /// <exception cref="ShopException">409.</exception>
    public static void RequireOnRequest(Order order, OrderStatus to)
    {
        var next = OrderTransitions.OnRequest(order);
        if (!next.Contains(to))
            throw Refuse(order.Status, next);
    }

    /// <inheritdoc cref="Require(Order, OrderStatus)"/>
    public static void Require(Invoice invoice, InvoiceStatus to) =>
        Require(InvoiceTransitions.Table, invoice.Status, to, InvoiceTransitions.Table.From(invoice.Status));

    /// <param name="next">The allowed transitions to list.</param>
    private static void Require<TStatus>(
        Transitions<TStatus> table, TStatus from, TStatus to, IReadOnlyList<TStatus> next) where TStatus : struct, Enum
    {
        if (!table.Allow(from, to))
            throw Refuse(from, next);
    }

    private static ShopException Refuse<TStatus>(TStatus from, IReadOnlyList<TStatus> next) where TStatus : struct, Enum
    {
        var allowed = next.Select(status => SalesProblems.Format(status)).ToList();
        var detail = allowed.Count == 0
            ? $"The status is {SalesProblems.Format(from)}, which is final."
            : $"The status is {SalesProblems.Format(from)}. Allowed next: {string.Join(", ", allowed)}.";
        return new ShopException(MoveRefused, detail)
        {
            Members =
                new Dictionary<string, object?> { ["status_now"] = SalesProblems.Format(from), ["allowed"] = allowed },
        };
    }
}
