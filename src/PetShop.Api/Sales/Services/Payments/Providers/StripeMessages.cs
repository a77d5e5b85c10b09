using System.Globalization;
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

    /// <summary>Where Stripe lists the events that the shop's endpoint has not taken, the newest first.</summary>
    /// <param name="after">The last one of the previous page; null for the first page.</param>
    public static string MissedPath(DateTimeOffset since, string? after)
    {
        var path = new StringBuilder("/v1/events?limit=100&delivery_success=false&created[gte]=")
            .Append(CultureInfo.InvariantCulture, $"{since.ToUnixTimeSeconds()}");
        for (var i = 0; i < Types.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"&types[{i}]={Types[i]}");
        return (after is null ? path : path.Append("&starting_after=").Append(after)).ToString();
    }

    /// <summary>
    /// The events of a page, each as Stripe would send it: they are not read, since one that cannot be would keep the
    /// others from coming.
    /// </summary>
    public static (IReadOnlyList<MissedMessage> Messages, bool HasMore) ReadPage(string answer)
    {
        using var page = JsonDocument.Parse(answer);
        return ([.. page.RootElement.GetProperty("data").EnumerateArray().Select(happened => new MissedMessage(
                happened.GetProperty("id").GetString()!, Encoding.UTF8.GetBytes(happened.GetRawText())))],
            page.RootElement.GetProperty("has_more").GetBoolean());
    }
}
