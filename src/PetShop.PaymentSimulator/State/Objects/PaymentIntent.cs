using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>
/// A payment. Amounts are in the smallest unit of the currency. Fields that a shop does not use are always null, but
/// they are shown, because a client may expect them.
/// </summary>
internal sealed record PaymentIntent : IProviderObject
{
    public required string Id { get; init; }
    public string Object { get; init; } = "payment_intent";
    public IReadOnlyList<string>? AllowedPaymentMethodTypes { get; init; }
    public required long Amount { get; init; }
    public long AmountCapturable { get; init; }
    public long AmountReceived { get; init; }
    public string? Application { get; init; }
    public long? ApplicationFeeAmount { get; init; }
    public AutomaticPaymentMethods? AutomaticPaymentMethods { get; init; }
    public long? CanceledAt { get; init; }
    public string? CancellationReason { get; init; }
    public required string CaptureMethod { get; init; }
    public required string ClientSecret { get; init; }
    public string ConfirmationMethod { get; init; } = "automatic";
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? Customer { get; init; }
    public string? CustomerAccount { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? ExcludedPaymentMethodTypes { get; init; }
    public PaymentError? LastPaymentError { get; init; }
    public string? LatestCharge { get; init; }
    public bool Livemode { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public NextAction? NextAction { get; init; }
    public string? OnBehalfOf { get; init; }
    public string? PaymentMethod { get; init; }
    public string? PaymentMethodConfigurationDetails { get; init; }
    public IReadOnlyDictionary<string, string>? PaymentMethodOptions { get; init; }
    public IReadOnlyList<string> PaymentMethodTypes { get; init; } = ["card"];
    public string? Processing { get; init; }
    public string? ReceiptEmail { get; init; }
    public string? Review { get; init; }
    public string? SetupFutureUsage { get; init; }
    public string? Shipping { get; init; }
    public string? Source { get; init; }
    public string? StatementDescriptor { get; init; }
    public string? StatementDescriptorSuffix { get; init; }
    public required string Status { get; init; }
    public string? TransferData { get; init; }
    public string? TransferGroup { get; init; }
}

/// <summary>Whether the provider chooses the payment methods.</summary>
internal sealed record AutomaticPaymentMethods
{
    public required string AllowRedirects { get; init; }
    public required bool Enabled { get; init; }
}

/// <summary>What the customer has to do next.</summary>
internal sealed record NextAction
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RedirectToUrl? RedirectToUrl { get; init; }
    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UseStripeSdk? UseStripeSdk { get; init; }
}

/// <summary>The page where the customer authorises the payment, and where it sends them afterwards.</summary>
internal sealed record RedirectToUrl
{
    public string? ReturnUrl { get; init; }
    public required string Url { get; init; }
}

/// <summary>The same page, for a payment without a return address.</summary>
internal sealed record UseStripeSdk
{
    public required string StripeJs { get; init; }
    public required string Type { get; init; }
}

/// <summary>Why the last try failed. Parts that do not apply are left out.</summary>
internal sealed record PaymentError
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Charge { get; init; }
    public required string Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeclineCode { get; init; }
    public required string DocUrl { get; init; }
    public required string Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentMethod? PaymentMethod { get; init; }
    public required string Type { get; init; }
}

/// <summary>The states of a payment.</summary>
internal static class IntentStatus
{
    public const string RequiresPaymentMethod = "requires_payment_method";
    public const string RequiresConfirmation = "requires_confirmation";
    public const string RequiresAction = "requires_action";
    public const string RequiresCapture = "requires_capture";
    public const string Succeeded = "succeeded";
    public const string Canceled = "canceled";
}
