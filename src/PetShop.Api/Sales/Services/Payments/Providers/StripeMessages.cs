using Stripe;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>What Stripe's events are about.</summary>
internal static class StripeMessages
{
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
}
