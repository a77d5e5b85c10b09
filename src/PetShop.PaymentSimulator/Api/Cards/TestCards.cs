namespace PetShop.PaymentSimulator.Api.Cards;

/// <summary>The card numbers that Stripe publishes for tests. No other number is accepted or kept.</summary>
internal static class TestCards
{
    private const string Declined = "card_declined";
    private const string Visa = "visa";

    /// <summary>All test cards.</summary>
    public static IReadOnlyList<TestCard> All { get; } =
    [
        new("4242424242424242", Visa, "visa", "us"),
        new("4000056655665556", Visa, "visa_debit") { Funding = "debit" },
        new("5555555555554444", "mastercard", "mastercard"),
        new("5200828282828210", "mastercard", "mastercard_debit") { Funding = "debit" },
        new("5105105105105100", "mastercard", "mastercard_prepaid") { Funding = "prepaid" },
        new("378282246310005", "amex", "amex"),
        new("6011111111111117", "discover", "discover"),
        new("3056930009020004", "diners", "diners"),
        new("3566002020360505", "jcb", "jcb"),
        new("6200000000000005", "unionpay", "unionpay"),
        new("4000002760000016", Visa, "de") { Country = "DE" },
        new("4000002500000003", Visa, "fr") { Country = "FR" },
        new("4000008260000000", Visa, "gb") { Country = "GB" },
        new("4000006160000005", Visa, "pl") { Country = "PL" },
        Refusing("4000000000000002", "generic_decline", "visa_chargeDeclined", "chargeDeclined"),
        Refusing("4000000000009995", "insufficient_funds", "visa_chargeDeclinedInsufficientFunds",
            "chargeDeclinedInsufficientFunds"),
        Refusing("4000000000009987", "lost_card", "visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"),
        Refusing("4000000000009979", "stolen_card", "visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"),
        Refusing("4000000000006975", "card_velocity_exceeded", "visa_chargeDeclinedVelocityLimitExceeded",
            "chargeDeclinedVelocityLimitExceeded"),
        Refusing("4100000000000019", "fraudulent", "radarBlock", "chargeDeclinedFraudulent"),
        Refusing("4000000000000341", "generic_decline", "chargeCustomerFail"),
        new("4000000000000069", Visa, "chargeDeclinedExpiredCard", "visa_chargeDeclinedExpiredCard")
        {
            Decline = new("expired_card", null, "Your card has expired."),
        },
        new("4000000000000127", Visa, "chargeDeclinedIncorrectCvc", "visa_chargeDeclinedIncorrectCvc")
        {
            Decline = new("incorrect_cvc", null, "Your card's security code is incorrect."),
        },
        new("4000000000000119", Visa, "chargeDeclinedProcessingError", "visa_chargeDeclinedProcessingError")
        {
            Decline = new("processing_error", null, "An error occurred while processing your card."),
        },
        new("4000002500003155", Visa, "authenticationRequiredOnSetup") { NeedsAuthentication = true },
        new("4000002760003184", Visa, "authenticationRequired") { NeedsAuthentication = true },
        new("4000000000003220", Visa, "threeDSecure2Required") { NeedsAuthentication = true },
        new("4000000000003063", Visa, "threeDSecureRequired") { NeedsAuthentication = true },
        Refusing("4000008400001629", "generic_decline", "threeDSecureRequiredChargeDeclined") with
        {
            NeedsAuthentication = true,
        },
        Refusing("4000008260003178", "insufficient_funds",
            "authenticationRequiredChargeDeclinedInsufficientFunds") with
        {
            NeedsAuthentication = true,
        },
        new("4000000000000259", Visa, "createDispute") { DisputeReason = "fraudulent" },
        new("4000000000002685", Visa, "createDisputeProductNotReceived") { DisputeReason = "product_not_received" },
        new("4000000000007726", Visa, "pendingRefund") { RefundStatus = "pending" },
    ];

    public static TestCard? ByNumber(string number) => All.FirstOrDefault(card => card.Number == number);

    /// <param name="method">A payment method such as <c>pm_card_visa</c>, or a token such as <c>tok_visa</c>.</param>
    public static TestCard? ByName(string method)
    {
        var name = method.StartsWith("pm_card_", StringComparison.Ordinal) ? method["pm_card_".Length..]
            : method.StartsWith("tok_", StringComparison.Ordinal) ? method["tok_".Length..] : null;
        return All.FirstOrDefault(card => card.Names.Contains(name));
    }

    public static TestCard ByFingerprint(string fingerprint) => All.First(card => card.Fingerprint == fingerprint);

    private static TestCard Refusing(string number, string declineCode, params string[] names) =>
        new(number, Visa, names)
        {
            Decline = new(Declined, declineCode, declineCode == "insufficient_funds"
                ? "Your card has insufficient funds." : "Your card was declined."),
        };
}
