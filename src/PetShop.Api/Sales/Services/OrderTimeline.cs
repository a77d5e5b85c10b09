using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Entities.Shipments;
using PetShop.Api.Sales.Entities.Timeline;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Publishing;

namespace PetShop.Api.Sales.Services;

/// <summary>
/// Records and publishes what happens to orders, with the author and the values before and after. Joins the caller's
/// unit of work, which must hold the order's lock; the events are sent in its last batch.
/// </summary>
internal sealed class OrderTimeline(IUnitOfWork work, OrderPublisher publisher, TimeProvider clock)
{
    /// <summary>Sends the events now, so that locks taken afterwards are held as briefly as possible.</summary>
    public Task SendAsync(CancellationToken ct) => work.Closing.SendAsync(ct);

    /// <param name="order">Its insertion must be in the last batch already.</param>
    public void Placed(Actor actor, Order order)
    {
        var entry = Event(actor, order.Owner, new(OrderEventType.Placed)
        {
            After = new() { Status = SalesProblems.Format(order.Status), PayBy = order.PayBy },
        });
        OrderEventRepository.Begin(work.Closing, entry);
        publisher.Publish(entry, new(order.TotalAmount, order.Currency));
    }

    public void StatusChanged(Actor actor, Order order, OrderStatus before) =>
        Add(actor, order.Owner, Moved(OrderEventType.StatusChanged, before, order.Status));

    public void StatusChanged(Actor actor, Invoice invoice, InvoiceStatus before) =>
        Add(actor, invoice.Owner,
            Moved(OrderEventType.InvoiceStatusChanged, before, invoice.Status, invoice.Id));

    public void StatusChanged(Actor actor, Return request, ReturnStatus before) =>
        Add(actor, request.Owner,
            Moved(OrderEventType.ReturnStatusChanged, before, request.Status, request.Id));

    public void StatusChanged(Actor actor, Order order, Payment payment, PaymentStatus before) =>
        Add(actor, order.Owner, new(OrderEventType.PaymentStatusChanged)
        {
            Before = new() { Status = SalesProblems.Format(before) },
            After = new()
            {
                Status = SalesProblems.Format(payment.Status),
                Amount = payment.CapturedAmount > 0 ? payment.CapturedAmount : payment.Amount,
                Currency = payment.Currency,
            },
            SubjectId = payment.Number,
        });

    /// <param name="before">The changed goods and the total before.</param>
    /// <param name="after">The changed goods and the total after.</param>
    public void ItemsChanged(Actor actor, Order order, OrderEventValues before, OrderEventValues after) =>
        Add(actor, new(order.Id, order.UserId), new(OrderEventType.ItemsChanged) { Before = before, After = after });

    public void AddressChanged(Actor actor, Order order, string before) =>
        Add(actor, order.Owner, new(OrderEventType.AddressChanged)
        {
            Before = new() { ShippingAddress = before },
            After = new() { ShippingAddress = order.AddressText },
        });

    public void EstimatedDeliveryChanged(Actor actor, Order order, DateTimeOffset? before) =>
        Add(actor, order.Owner, new(OrderEventType.EstimatedDeliveryChanged)
        {
            Before = before is null ? null : new() { EstimatedDelivery = before },
            After = order.EstimatedDelivery is { } time ? new() { EstimatedDelivery = time } : null,
        });

    public void PayByChanged(Actor actor, Order order, DateTimeOffset? before) =>
        Add(actor, order.Owner, new(OrderEventType.PayByChanged)
        {
            Before = new() { PayBy = before },
            After = new() { PayBy = order.PayBy },
        });

    public void Shipped(Actor actor, Order order, Shipment shipment) =>
        Add(actor, order.Owner, new(OrderEventType.ShipmentCreated)
        {
            After = Values(shipment.Tracking) with { Units = shipment.Units },
            SubjectId = shipment.Number,
        });

    public void TrackingChanged(Actor actor, OrderOwner order, Shipment shipment, Tracking before) =>
        Add(actor, order, new(OrderEventType.TrackingChanged)
        {
            Before = Values(before),
            After = Values(shipment.Tracking),
            SubjectId = shipment.Number,
        });

    /// <summary>An admin made a new link to a guest's order.</summary>
    public void GuestLinkIssued(Actor actor, OrderOwner order) =>
        Add(actor, order, new(OrderEventType.GuestLinkIssued) { IsInternal = true });

    /// <summary>The personal data of a guest were erased at the guest's request.</summary>
    /// <param name="orderIds">All orders of the guest.</param>
    public void GuestErased(Actor actor, long[] orderIds) => OrderEventRepository.Append(work.Closing, orderIds,
        Event(actor, new(orderIds[0], UserId: null), new(OrderEventType.GuestErased) { IsInternal = true }));

    public void Archived(Actor actor, Order order) =>
        Add(actor, order.Owner, new(OrderEventType.Archived) { IsInternal = true });

    public void Issued(Actor actor, Invoice invoice) =>
        Add(actor, invoice.Owner, new(OrderEventType.InvoiceIssued)
        {
            After = new() { Status = SalesProblems.Format(invoice.Status), DueDate = invoice.DueDate },
            SubjectId = invoice.Id,
        });

    public void DueDateChanged(Actor actor, Invoice invoice, DateTimeOffset before) =>
        Add(actor, invoice.Owner, new(OrderEventType.InvoiceDueDateChanged)
        {
            Before = new() { DueDate = before },
            After = new() { DueDate = invoice.DueDate },
            SubjectId = invoice.Id,
        });

    /// <param name="left">What is still to be paid.</param>
    /// <param name="isReminder">Whether the customer is reminded; otherwise it was only found overdue.</param>
    public void Overdue(Actor actor, Invoice invoice, decimal left, bool isReminder) =>
        Add(actor, invoice.Owner, new(isReminder ? OrderEventType.InvoiceReminded : OrderEventType.InvoiceOverdue)
        {
            After = new() { DueDate = invoice.DueDate, Amount = left, Currency = invoice.Currency },
            SubjectId = invoice.Id,
        });

    public void Requested(Actor actor, Return request) =>
        Add(actor, request.Owner, new(OrderEventType.ReturnRequested)
        {
            After = new() { Status = SalesProblems.Format(request.Status) },
            SubjectId = request.Id,
        });

    public void GiftCardCodeTaken(Actor actor, Order order, BoughtGiftCard card) =>
        Add(actor, order.Owner, new(OrderEventType.GiftCardCodeTaken)
        {
            After = new() { Amount = card.Amount, Currency = card.Currency },
            SubjectId = card.Number,
        });

    public void Refunded(Actor actor, Refund refund, OrderOwner owner) =>
        Add(actor, owner, new(OrderEventType.Refunded)
        {
            After = new() { Amount = refund.Amount, Currency = refund.Currency },
            SubjectId = refund.Number,
        });

    /// <param name="isInternal">Whether only admins see it.</param>
    /// <returns>The note; its number is not known yet.</returns>
    public OrderEvent Note(Actor actor, OrderOwner order, string text, bool isInternal) =>
        Add(actor, order, new(OrderEventType.Note) { Text = text, IsInternal = isInternal });

    private static OrderEventValues Values(Tracking tracking) =>
        new() { Carrier = tracking.Carrier, TrackingNumber = tracking.Number, TrackingUrl = tracking.Url };

    private static OrderChange Moved(OrderEventType type, Enum from, Enum to, long? subjectId = null) => new(type)
    {
        Before = new() { Status = SalesProblems.Format(from) },
        After = new() { Status = SalesProblems.Format(to) },
        SubjectId = subjectId,
    };

    private OrderEvent Add(Actor actor, OrderOwner order, OrderChange change)
    {
        var entry = Event(actor, order, change);
        OrderEventRepository.Append(work.Closing, entry);
        publisher.Publish(entry);
        return entry;
    }

    private OrderEvent Event(Actor actor, OrderOwner order, OrderChange change) => OrderEvent.Of(
        new(order.OrderId, AuthorOf(actor, order), actor.AccountId, clock.GetStoredNow()), change);

    private static OrderEventAuthor AuthorOf(Actor actor, OrderOwner order) => actor switch
    {
        { IsShop: true } => OrderEventAuthor.Shop,
        { AccountId: null } => OrderEventAuthor.Guest,
        { UserId: var id } when id == order.UserId => OrderEventAuthor.Customer,
        _ => OrderEventAuthor.Admin,
    };
}
