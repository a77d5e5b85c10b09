using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Entities.Shipments;
using PetShop.Api.Sales.Entities.Timeline;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services;

/// <summary>
/// Records what happens to orders, with the author and the values before and after. Joins the caller's unit of work,
/// which must hold the order's lock; the events are sent in its last batch.
/// </summary>
internal sealed class OrderTimeline(IUnitOfWork work, TimeProvider clock)
{
    /// <summary>Sends the events now, so that locks taken afterwards are held as briefly as possible.</summary>
    public Task SendAsync(CancellationToken ct) => work.Closing.SendAsync(ct);

    /// <param name="order">Its insertion must be in the last batch already.</param>
    public void Placed(Actor actor, Order order) => OrderEventRepository.Begin(
        work.Closing, Event(actor, new(order.Id, order.UserId), new(OrderEventType.Placed)
        {
            After = new() { Status = SalesProblems.Format(order.Status), PayBy = order.PayBy },
        }));

    public void StatusChanged(Actor actor, Order order, OrderStatus before) =>
        Add(actor, new(order.Id, order.UserId), Moved(OrderEventType.StatusChanged, before, order.Status));

    public void StatusChanged(Actor actor, Invoice invoice, InvoiceStatus before) =>
        Add(actor, new(invoice.OrderId, invoice.UserId),
            Moved(OrderEventType.InvoiceStatusChanged, before, invoice.Status, invoice.Id));

    public void StatusChanged(Actor actor, Return request, ReturnStatus before) =>
        Add(actor, new(request.OrderId, request.UserId),
            Moved(OrderEventType.ReturnStatusChanged, before, request.Status, request.Id));

    public void AddressChanged(Actor actor, Order order, string before) =>
        Add(actor, new(order.Id, order.UserId), new(OrderEventType.AddressChanged)
        {
            Before = new() { ShippingAddress = before },
            After = new() { ShippingAddress = order.AddressText },
        });

    public void EstimatedDeliveryChanged(Actor actor, Order order, DateTimeOffset? before) =>
        Add(actor, new(order.Id, order.UserId), new(OrderEventType.EstimatedDeliveryChanged)
        {
            Before = before is null ? null : new() { EstimatedDelivery = before },
            After = order.EstimatedDelivery is { } time ? new() { EstimatedDelivery = time } : null,
        });

    public void PayByChanged(Actor actor, Order order, DateTimeOffset? before) =>
        Add(actor, new(order.Id, order.UserId), new(OrderEventType.PayByChanged)
        {
            Before = new() { PayBy = before },
            After = new() { PayBy = order.PayBy },
        });

    public void Shipped(Actor actor, Order order, Shipment shipment) =>
        Add(actor, new(order.Id, order.UserId), new(OrderEventType.ShipmentCreated)
        {
            After = Values(shipment.Tracking) with { Units = shipment.Units },
            SubjectId = shipment.Number,
        });

    public void TrackingChanged(Actor actor, OwnedOrder order, Shipment shipment, Tracking before) =>
        Add(actor, order, new(OrderEventType.TrackingChanged)
        {
            Before = Values(before),
            After = Values(shipment.Tracking),
            SubjectId = shipment.Number,
        });

    public void Archived(Actor actor, Order order) =>
        Add(actor, new(order.Id, order.UserId), new(OrderEventType.Archived) { IsInternal = true });

    public void Issued(Actor actor, Invoice invoice) =>
        Add(actor, new(invoice.OrderId, invoice.UserId), new(OrderEventType.InvoiceIssued)
        {
            After = new() { Status = SalesProblems.Format(invoice.Status), DueDate = invoice.DueDate },
            SubjectId = invoice.Id,
        });

    public void DueDateChanged(Actor actor, Invoice invoice, DateTimeOffset before) =>
        Add(actor, new(invoice.OrderId, invoice.UserId), new(OrderEventType.InvoiceDueDateChanged)
        {
            Before = new() { DueDate = before },
            After = new() { DueDate = invoice.DueDate },
            SubjectId = invoice.Id,
        });

    public void Requested(Actor actor, Return request) =>
        Add(actor, new(request.OrderId, request.UserId), new(OrderEventType.ReturnRequested)
        {
            After = new() { Status = SalesProblems.Format(request.Status) },
            SubjectId = request.Id,
        });

    /// <param name="ownerId">The account of the order.</param>
    public void Refunded(Actor actor, Refund refund, long ownerId) =>
        Add(actor, new(refund.OrderId, ownerId), new(OrderEventType.Refunded)
        {
            After = new() { Amount = refund.Amount, Currency = refund.Currency },
            SubjectId = refund.Number,
        });

    /// <param name="isInternal">Whether only admins see it.</param>
    /// <returns>The note; its number is not known yet.</returns>
    public OrderEvent Note(Actor actor, OwnedOrder order, string text, bool isInternal) =>
        Add(actor, order, new(OrderEventType.Note) { Text = text, IsInternal = isInternal });

    private static OrderEventValues Values(Tracking tracking) =>
        new() { Carrier = tracking.Carrier, TrackingNumber = tracking.Number, TrackingUrl = tracking.Url };

    private static OrderChange Moved(OrderEventType type, Enum from, Enum to, long? subjectId = null) => new(type)
    {
        Before = new() { Status = SalesProblems.Format(from) },
        After = new() { Status = SalesProblems.Format(to) },
        SubjectId = subjectId,
    };

    private OrderEvent Add(Actor actor, OwnedOrder order, OrderChange change)
    {
        var entry = Event(actor, order, change);
        OrderEventRepository.Append(work.Closing, entry);
        return entry;
    }

    private OrderEvent Event(Actor actor, OwnedOrder order, OrderChange change) => OrderEvent.Of(
        new(order.Id, AuthorOf(actor, order.OwnerId), actor.AccountId, clock.GetStoredNow()), change);

    private static OrderEventAuthor AuthorOf(Actor actor, long ownerId) => actor switch
    {
        { IsShop: true } => OrderEventAuthor.Shop,
        { UserId: var id } when id == ownerId => OrderEventAuthor.Customer,
        _ => OrderEventAuthor.Admin,
    };
}

/// <summary>An order and the account that it belongs to.</summary>
internal readonly record struct OwnedOrder(long Id, long OwnerId);
