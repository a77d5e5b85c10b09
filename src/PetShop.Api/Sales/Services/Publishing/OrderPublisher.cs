using System.Text.Json;
using System.Text.Json.Nodes;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Papers;
using PetShop.Api.Sales.Entities.Timeline;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Publishing;

/// <summary>
/// Publishes what the timeline of an order records, except what only admins see. The events name the order and what
/// changed, not the customer: so there is nothing to erase in them.
/// </summary>
internal sealed class OrderPublisher(IOutbox outbox, Currency currency)
{
    public static readonly string[] Types =
    [
        "order.placed", "order.confirmed", "order.processing", "order.partially_shipped", "order.shipped",
        "order.delivered", "order.cancelled", "order.paid", "order.refunded", "order.edited", "order.note_added",
        "shipment.created", "shipment.updated", "invoice.created", "invoice.issued", "invoice.updated",
        "invoice.voided", "invoice.refunded", "invoice.overdue", "invoice.reminded", "credit_note.issued",
        "return.requested", "return.approved", "return.rejected", "return.processed", "return.withdrawn",
        "payment.requires_payment", "payment.requires_action", "payment.processing", "payment.authorised",
        "payment.captured", "payment.partially_refunded", "payment.refunded", "payment.failed", "payment.cancelled",
        "payment.disputed",
    ];

    /// <param name="total">The order's total, if the entry does not say it.</param>
    public void Publish(OrderEvent entry, Price? total = null)
    {
        if (entry.IsInternal || TypeOf(entry) is not { } type)
            return;
        var data = Of(entry.OrderId, entry.Author);
        if (entry.After?.Status is { } status)
            data["status"] = status;
        if ((PriceOf(entry.After) ?? total) is { } price)
            (data["amount"], data["currency"]) = (currency.Format(price.Amount), price.Currency);
        if (Changed(entry.Type) is { } changed)
            data["changed"] = changed;
        if (entry.After?.Units is { } units)
            data["units"] = units;
        var (name, path) = SubjectOf(entry);
        if (name is not null)
            data[name] = entry.SubjectId;
        data["url"] = path;
        outbox.Add(type, KeyOf(entry.OrderId), data);
    }

    /// <summary>The invoice has its number.</summary>
    public void Numbered(NumberedInvoice invoice)
    {
        var data = Of(invoice.OrderId, OrderEventAuthor.Shop);
        (data["invoice_id"], data["number"]) = (invoice.Id, invoice.Number);
        data["url"] = $"/sales/invoices/{invoice.Id}";
        outbox.Add("invoice.issued", KeyOf(invoice.OrderId), data);
    }

    /// <summary>The credit note was issued.</summary>
    public void Credited(CreditNote note)
    {
        var data = Of(note.OrderId, OrderEventAuthor.Shop);
        (data["amount"], data["currency"]) = (currency.Format(note.TotalAmount), note.Currency);
        (data["credit_note_id"], data["invoice_id"]) = (note.Id, note.InvoiceId);
        data["number"] = InvoiceRegisterEntry.NumberOf(note.Series, note.Year, note.Sequence);
        data["url"] = $"/sales/credit-notes/{note.Id}";
        outbox.Add("credit_note.issued", KeyOf(note.OrderId), data);
    }

    /// <summary>Null for entries that are not published.</summary>
    public static string? TypeOf(OrderEvent entry) => entry.Type switch
    {
        OrderEventType.Placed => "order.placed",
        OrderEventType.StatusChanged => "order." + entry.After?.Status,
        OrderEventType.ItemsChanged or OrderEventType.AddressChanged or OrderEventType.EstimatedDeliveryChanged
            or OrderEventType.PayByChanged => "order.edited",
        OrderEventType.ShipmentCreated => "shipment.created",
        OrderEventType.TrackingChanged => "shipment.updated",
        OrderEventType.InvoiceIssued => "invoice.created",
        OrderEventType.InvoiceDueDateChanged => "invoice.updated",
        OrderEventType.InvoiceStatusChanged => entry.After?.Status switch
        {
            "paid" => "order.paid",
            "void" => "invoice.voided",
            var status => "invoice." + status,
        },
        OrderEventType.InvoiceOverdue => "invoice.overdue",
        OrderEventType.InvoiceReminded => "invoice.reminded",
        OrderEventType.PaymentStatusChanged => "payment." + entry.After?.Status,
        OrderEventType.ReturnRequested => "return.requested",
        OrderEventType.ReturnStatusChanged => "return." + entry.After?.Status,
        OrderEventType.Refunded => "order.refunded",
        OrderEventType.Note => "order.note_added",
        _ => null,
    };

    private static string KeyOf(long orderId) => "order:" + OrderNumber.Of(orderId);

    private static JsonObject Of(long orderId, OrderEventAuthor author) => new()
    {
        ["order_id"] = orderId,
        ["order_number"] = OrderNumber.Of(orderId),
        ["author"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(author.ToString()),
    };

    private static Price? PriceOf(OrderEventValues? values) =>
        values is { Amount: { } amount, Currency: { } code } ? new(amount, code) : null;

    private static string? Changed(OrderEventType type) => type switch
    {
        OrderEventType.ItemsChanged => "items",
        OrderEventType.AddressChanged => "shipping_address",
        OrderEventType.EstimatedDeliveryChanged => "estimated_delivery",
        OrderEventType.PayByChanged => "pay_by",
        OrderEventType.InvoiceDueDateChanged => "due_date",
        OrderEventType.TrackingChanged => "tracking",
        _ => null,
    };

    /// <summary>The name of the subject's id and the path of the resource.</summary>
    private static (string? Name, string Path) SubjectOf(OrderEvent entry)
    {
        var (order, subject) = ($"/sales/orders/{entry.OrderId}", entry.SubjectId);
        return entry.Type switch
        {
            OrderEventType.ShipmentCreated or OrderEventType.TrackingChanged =>
                ("shipment_number", $"{order}/shipments/{subject}"),
            OrderEventType.InvoiceIssued or OrderEventType.InvoiceDueDateChanged
                or OrderEventType.InvoiceStatusChanged or OrderEventType.InvoiceOverdue
                or OrderEventType.InvoiceReminded => ("invoice_id", $"/sales/invoices/{subject}"),
            OrderEventType.ReturnRequested or OrderEventType.ReturnStatusChanged =>
                ("return_id", $"/sales/returns/{subject}"),
            OrderEventType.PaymentStatusChanged => ("payment_number", $"{order}/payments/{subject}"),
            OrderEventType.Refunded => ("refund_number", $"{order}/refunds"),
            OrderEventType.Note => (null, $"{order}/timeline"),
            _ => (null, order),
        };
    }
}

/// <summary>An amount of money.</summary>
internal readonly record struct Price(decimal Amount, string Currency);
