using System.Text;
using System.Text.Json;
using Stripe;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>What Stripe's events are about.</summary>
internal static class StripeMessages
{
    /// <summary>
    /// All that can change a payment of the shop. Stripe takes at most 20 of them in a list.
    /// </summary>
    public static readonly List<string> Types =
    [
        "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.amount_capturable_updated",
        "payment_intent.canceled", "payment_intent.processing", "payment_intent.requires_action",
        "charge.refunded", "refund.created", "refund.updated", "refund.failed",
        "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed",
        "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
    ];

    public static ProviderMessage Read(Event happened)
    {
        var (reference, metadata) = happened.Data.Object switch
        {
            PaymentIntent intent => (intent.Id, intent.Metadata),
            Charge charge => (charge.PaymentIntentId, charge.Metadata),
            Refund refund => (refund.PaymentIntentId, null),
            Dispute dispute => (dispute.PaymentIntentId, null),
            _ => ((string?)null, (Dictionary<string, string>?)null),
        };
        return new(happened.Id, happened.Type, reference, StripeStates.TargetOf(metadata));
    }

    /// <summary>The events of a page, each as Stripe would send it.</summary>
    public static List<byte[]> ReadBodies(StripeList<Event> page)
    {
        using var answer = JsonDocument.Parse(page.StripeResponse.Content);
        return [.. answer.RootElement.GetProperty("data").EnumerateArray()
            .Select(happened => Encoding.UTF8.GetBytes(happened.GetRawText()))];
    }
}
