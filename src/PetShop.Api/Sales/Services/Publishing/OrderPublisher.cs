using System.Text.Json;
using System.Text.Json.Nodes;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Timeline;

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
        "shipment.created", "shipment.updated", "invoice.issued", "invoice.updated", "invoice.voided",
        "invoice.refunded", "return.requested", "return.approved", "return.rejected", "return.processed",
        "return.withdrawn", "payment.requires_payment", "payment.requires_action", "payment.processing",
        "payment.authorised", "payment.captured", "payment.partially_refunded", "payment.refunded", "payment.failed",
        "payment.cancelled", "payment.disputed",
    ];

    /// <param name="total">The order's total, if the entry does not say it.</param>
    public void Publish(OrderEvent entry, Price? total = null)
    {
        if (entry.IsInternal || TypeOf(entry) is not { } type)
            return;
        var number = OrderNumber.Of(entry.OrderId);
        var data = new JsonObject
        {
            ["order_id"] = entry.OrderId,
            ["order_number"] = number,
            ["author"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Author.ToString()),
        };
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
        outbox.Add(type, "order:" + number, data);
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
        OrderEventType.InvoiceIssued => "invoice.issued",
        OrderEventType.InvoiceDueDateChanged => "invoice.updated",
        OrderEventType.InvoiceStatusChanged => entry.After?.Status switch
        {
            "paid" => "order.paid",
            "void" => "invoice.voided",
            var status => "invoice." + status,
        },
        OrderEventType.PaymentStatusChanged => "payment." + entry.After?.Status,
        OrderEventType.ReturnRequested => "return.requested",
        OrderEventType.ReturnStatusChanged => "return." + entry.After?.Status,
        OrderEventType.Refunded => "order.refunded",
        OrderEventType.Note => "order.note_added",
        _ => null,
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
                or OrderEventType.InvoiceStatusChanged => ("invoice_id", $"/sales/invoices/{subject}"),
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
