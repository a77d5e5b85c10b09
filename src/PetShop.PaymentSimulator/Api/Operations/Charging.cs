using PetShop.PaymentSimulator.Api.Cards;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>Charges a card for a payment.</summary>
internal static class Charging
{
    /// <summary>How long an authorisation can be captured. The simulator only tells it: nothing expires.</summary>
    private static readonly TimeSpan CaptureWindow = TimeSpan.FromDays(7);

    /// <summary>Authorises the amount, and captures it unless the shop wants to do so later.</summary>
    /// <param name="authenticated">The cardholder authorised the payment.</param>
    public static PaymentIntent Charge(
        Change change, Origin origin, PaymentIntent intent, PaymentMethod method, bool authenticated)
    {
        var card = TestCards.ByFingerprint(method.Card.Fingerprint);
        if (card.Decline is { } decline)
            return Fail(change, origin, intent, method, decline, authenticated);
        var isManual = intent.CaptureMethod == "manual";
        var charge = change.Put(New(change, intent, method, authenticated) with
        {
            Status = "succeeded",
            Paid = true,
            Captured = !isManual,
            AmountCaptured = isManual ? 0 : intent.Amount,
            BalanceTransaction = isManual ? null : Ids.New("txn_"),
        });
        var charged = change.Put(intent with
        {
            Status = isManual ? IntentStatus.RequiresCapture : IntentStatus.Succeeded,
            AmountCapturable = isManual ? intent.Amount : 0,
            AmountReceived = isManual ? 0 : intent.Amount,
            LastPaymentError = null,
            LatestCharge = charge.Id,
            NextAction = null,
            PaymentMethod = method.Id,
        });
        change.Raise("charge.succeeded", charge, origin);
        change.Raise(isManual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", charged,
            origin);
        if (!isManual)
            Disputing.OpenIfContested(change, origin, charge);
        return charged;
    }

    /// <summary>Notes a failed try. The payment waits for another payment method.</summary>
    public static PaymentIntent Fail(Change change, Origin origin, PaymentIntent intent, PaymentMethod method,
        Decline decline, bool authenticated = false)
    {
        // Without authentication, the card's issuer was never asked: there is no charge.
        var charge = decline.Code.Contains("authentication", StringComparison.Ordinal) ? null : change.Put(
            New(change, intent, method, authenticated) with
            {
                FailureCode = decline.Code,
                FailureMessage = decline.Message,
                Outcome = new ChargeOutcome
                {
                    NetworkStatus = "declined_by_network",
                    Reason = decline.DeclineCode ?? decline.Code,
                    SellerMessage = "The bank returned a decline.",
                    Type = "issuer_declined",
                },
            });
        var failed = change.Put(intent with
        {
            Status = IntentStatus.RequiresPaymentMethod,
            LatestCharge = charge?.Id ?? intent.LatestCharge,
            NextAction = null,
            PaymentMethod = null,
            LastPaymentError = new PaymentError
            {
                Charge = charge?.Id,
                Code = decline.Code,
                DeclineCode = decline.DeclineCode,
                DocUrl = ApiError.DocUrl(decline.Code),
                Message = decline.Message,
                PaymentMethod = method,
                Type = decline.Code == "payment_intent_authentication_failure"
                    ? "invalid_request_error" : "card_error",
            },
        });
        if (charge is not null)
            change.Raise("charge.failed", charge, origin);
        change.Raise("payment_intent.payment_failed", failed, origin);
        return failed;
    }

    private static Charge New(Change change, PaymentIntent intent, PaymentMethod method, bool authenticated) => new()
    {
        Id = Ids.New("ch_"),
        Amount = intent.Amount,
        BillingDetails = method.BillingDetails,
        CalculatedStatementDescriptor = "PETSHOP SIMULATOR",
        Captured = false,
        Created = change.Now,
        Currency = intent.Currency,
        Customer = intent.Customer,
        Description = intent.Description,
        FraudDetails = new Dictionary<string, string>(),
        Metadata = intent.Metadata,
        Outcome = new ChargeOutcome
        {
            NetworkStatus = "approved_by_network",
            SellerMessage = "Payment complete.",
            Type = "authorized",
        },
        Paid = false,
        PaymentIntent = intent.Id,
        PaymentMethod = method.Id,
        PaymentMethodDetails = new PaymentMethodDetails
        {
            Card = new ChargedCard
            {
                AmountAuthorized = intent.Amount,
                Brand = method.Card.Brand,
                CaptureBefore = intent.CaptureMethod == "manual"
                    ? change.Now + (long)CaptureWindow.TotalSeconds : null,
                Checks = method.Card.Checks,
                Country = method.Card.Country,
                ExpMonth = method.Card.ExpMonth,
                ExpYear = method.Card.ExpYear,
                Fingerprint = method.Card.Fingerprint,
                Funding = method.Card.Funding,
                Last4 = method.Card.Last4,
                Network = method.Card.Brand,
                ThreeDSecure = authenticated ? new ThreeDSecureResult
                {
                    AuthenticationFlow = "challenge",
                    Result = "authenticated",
                    Version = "2.2.0",
                } : null,
            },
        },
        Status = "failed",
    };
}
