using System.Globalization;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Text;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using Stripe;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>Reads what Stripe says.</summary>
internal static class StripeStates
{
    public const string OrderKey = "petshop_order";
    public const string PaymentKey = "petshop_payment";
    public const string CallKey = "petshop_call";

    /// <param name="intent">With its latest charge.</param>
    /// <param name="dispute">What became of its disputes; null if there is none, or none is known.</param>
    public static ProviderState StateOf(PaymentIntent intent, Currency currency, DisputeStatus? dispute = null)
    {
        var card = intent.LatestCharge?.PaymentMethodDetails?.Card;
        var failure = intent.LastPaymentError;
        var status = StatusOf(intent.Status);
        return new()
        {
            Status = status,
            Captured = StripeAmounts.FromStripe(intent.AmountReceived, currency),
            Reference = intent.Id,
            ClientSecret = intent.ClientSecret,
            ActionUrl = intent.NextAction?.RedirectToUrl?.Url,
            FailureCode = status == PaymentStatus.RequiresPayment ? failure?.DeclineCode ?? failure?.Code : null,
            FailureMessage = status == PaymentStatus.RequiresPayment ? Cut(failure?.Message) : null,
            CardBrand = card?.Brand,
            CardLast4 = card?.Last4,
            Dispute = dispute,
        };
    }

    public static ProviderRefund RefundOf(Stripe.Refund refund, Currency currency) => new(
        refund.Id, StripeAmounts.FromStripe(refund.Amount, currency),
        refund.Status switch
        {
            "succeeded" => RefundTransferStatus.Succeeded,
            "failed" or "canceled" => RefundTransferStatus.Failed,
            _ => RefundTransferStatus.Pending,
        },
        CallOf(refund.Metadata), refund.FailureReason);

    /// <summary>
    /// The money is gone while a dispute is open; an inquiry (warning) takes none. After a lost one, an appeal may
    /// bring it back: until then it is lost. One that was prevented has taken the money if it moved it once, and not
    /// back.
    /// </summary>
    public static DisputeStatus? DisputeOf(Dispute dispute) => dispute.Status switch
    {
        "won" => DisputeStatus.Won,
        "lost" or "appeal_needs_response" or "appeal_under_review" => DisputeStatus.Lost,
        "needs_response" or "under_review" => DisputeStatus.Open,
        "prevented" => dispute.BalanceTransactions?.Count == 1 ? DisputeStatus.Lost : DisputeStatus.Won,
        _ => null,
    };

    /// <summary>Of a payment that was disputed several times; null if it was not.</summary>
    public static DisputeStatus? DisputeOf(IReadOnlyCollection<Dispute> disputes)
    {
        var all = disputes.Select(DisputeOf).ToHashSet();
        return all.Contains(DisputeStatus.Open) ? DisputeStatus.Open
            : all.Contains(DisputeStatus.Lost) ? DisputeStatus.Lost
            : all.Contains(DisputeStatus.Won) ? DisputeStatus.Won : null;
    }

    /// <summary>What is gone by lost disputes, in Stripe's unit of the currency.</summary>
    public static long LostOf(IEnumerable<Dispute> disputes) =>
        disputes.Where(dispute => DisputeOf(dispute) == DisputeStatus.Lost).Sum(dispute => dispute.Amount);

    /// <summary>The call that made it; null if the shop did not.</summary>
    public static Guid? CallOf(IReadOnlyDictionary<string, string>? metadata) =>
        metadata?.GetValueOrDefault(CallKey) is { } text && Guid.TryParseExact(text, "N", out var id) ? id : null;

    /// <summary>The payment that the shop named; null if it named none.</summary>
    public static PaymentTarget? TargetOf(IReadOnlyDictionary<string, string>? metadata) =>
        long.TryParse(metadata?.GetValueOrDefault(OrderKey), NumberStyles.None, CultureInfo.InvariantCulture,
            out var order)
        && int.TryParse(metadata?.GetValueOrDefault(PaymentKey), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? new(order, number) : null;

    private static PaymentStatus StatusOf(string status) => status switch
    {
        "requires_payment_method" or "requires_confirmation" => PaymentStatus.RequiresPayment,
        "requires_action" => PaymentStatus.RequiresAction,
        "requires_capture" => PaymentStatus.Authorised,
        "succeeded" => PaymentStatus.Captured,
        "canceled" => PaymentStatus.Cancelled,
        _ => PaymentStatus.Processing,
    };

    private static string? Cut(string? text) => text is null ? null : ShownText.Of(text, Payment.FailureMaxLength);
}
