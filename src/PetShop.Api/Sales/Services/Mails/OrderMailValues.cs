using System.Text.Json;
using PetShop.Api.Core.Mail.Content;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Mails;

namespace PetShop.Api.Sales.Services.Mails;

/// <summary>What the texts of mails about orders name.</summary>
internal sealed class OrderMailValues(
    MailFormats formats, ShipmentRepository shipments, MailedRefundRepository refunds)
{
    /// <summary>Null if the customer is not told: a bank has taken the money back, which it has told itself.</summary>
    public async Task<IReadOnlyDictionary<string, string?>?> FindAsync(
        PublishedEvent made, Order order, CancellationToken ct)
    {
        var values = new Dictionary<string, string?>
        {
            ["name"] = order.CustomerName ?? order.CustomerEmail,
            ["order_number"] = OrderNumber.Of(order.Id),
            ["placed_on"] = formats.Date(order.PlacedAt),
            ["total"] = formats.Money(order.TotalAmount, order.Currency),
            ["gift_cards"] = order.HoldsGiftCards ? "true" : null,
        };
        switch (made.Type)
        {
            case "order.placed":
                values["pay_by"] = order.PayBy is { } payBy ? formats.Date(payBy) : null;
                values["address"] = order.HoldsGiftCards || order.Pricing.Shipping is { IsPickUp: true } ? null
                    : order.AddressText.Replace("\n", ", ", StringComparison.Ordinal);
                break;
            case "shipment.created":
                await AddShipmentAsync(values, order.Id, made.Data, ct);
                break;
            case "order.refunded":
                return await AddRefundAsync(values, order.Id, made.Data, ct) ? values : null;
            default:
                break;
        }
        return values;
    }

    private async Task AddShipmentAsync(
        Dictionary<string, string?> values, long orderId, JsonElement data, CancellationToken ct)
    {
        var shipment = await shipments.FindAsync(orderId, data.GetProperty("shipment_number").GetInt32(), ct);
        values["goods"] = shipment is null ? null
            : string.Join(", ", shipment.Lines.Select(line => $"{line.Quantity} × {line.Line.ProductName}"));
        values["carrier"] = shipment?.Carrier;
        values["tracking_number"] = shipment?.TrackingNumber;
        values["tracking_url"] = shipment?.TrackingUrl;
    }

    private async Task<bool> AddRefundAsync(
        Dictionary<string, string?> values, long orderId, JsonElement data, CancellationToken ct)
    {
        var number = data.GetProperty("refund_number").GetInt32();
        if (await refunds.FindAsync(orderId, number, ct) is not { } refund
            || refund.Reason == RefundReason.DisputeLost)
            return false;
        var words = formats.Words("order-labels");
        values["amount"] = formats.Money(refund.Amount, refund.Currency);
        values["note"] = refund.Note;
        values["ways"] = refund.Ways.Count == 0 ? null : string.Join(", ", refund.Ways.Select(way =>
            $"{formats.Money(way.Amount, refund.Currency)}: {NameOf(way, words)}"));
        return true;
    }

    private static string NameOf(RefundWay way, Dictionary<string, string> words) => way.CardLast4 is { } digits
        ? $"{way.CardBrand?.ToUpperInvariant() ?? words["Card"]} •••• {digits}"
        : words.GetValueOrDefault(way.Method.ToString()) ?? words["Other"];
}
