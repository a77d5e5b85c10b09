using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>One try to take money from a card: authorised, captured or failed.</summary>
internal sealed record Charge : IProviderObject
{
    public required string Id { get; init; }
    public string Object { get; init; } = "charge";
    public required long Amount { get; init; }
    public long AmountCaptured { get; init; }

    /// <summary>Refunds, and what was authorised but never captured: it is released.</summary>
    public long AmountRefunded { get; init; }

    public string? Application { get; init; }
    public string? ApplicationFee { get; init; }
    public long? ApplicationFeeAmount { get; init; }
    public string? BalanceTransaction { get; init; }
    public required BillingDetails BillingDetails { get; init; }
    public string? CalculatedStatementDescriptor { get; init; }
    public required bool Captured { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? Customer { get; init; }
    public string? Description { get; init; }
    public bool Disputed { get; init; }
    public string? FailureBalanceTransaction { get; init; }
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public required IReadOnlyDictionary<string, string> FraudDetails { get; init; }
    public bool Livemode { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public string? OnBehalfOf { get; init; }
    public required ChargeOutcome Outcome { get; init; }
    public required bool Paid { get; init; }
    public required string PaymentIntent { get; init; }
    public required string PaymentMethod { get; init; }
    public required PaymentMethodDetails PaymentMethodDetails { get; init; }
    public string? ReceiptEmail { get; init; }
    public string? ReceiptNumber { get; init; }
    public string? ReceiptUrl { get; init; }
    public bool Refunded { get; init; }
    public string? Review { get; init; }
    public string? Shipping { get; init; }
    public string? Source { get; init; }
    public string? SourceTransfer { get; init; }
    public string? StatementDescriptor { get; init; }
    public string? StatementDescriptorSuffix { get; init; }
    public required string Status { get; init; }
    public string? TransferData { get; init; }
    public string? TransferGroup { get; init; }
}

/// <summary>What the card's issuer answered.</summary>
internal sealed record ChargeOutcome
{
    public string? AdviceCode { get; init; }
    public string? NetworkAdviceCode { get; init; }
    public string? NetworkDeclineCode { get; init; }
    public required string NetworkStatus { get; init; }
    public string? Reason { get; init; }
    public string RiskLevel { get; init; } = "normal";
    public required string SellerMessage { get; init; }
    public required string Type { get; init; }
}

/// <summary>The card at the time of the charge.</summary>
internal sealed record PaymentMethodDetails
{
    public required ChargedCard Card { get; init; }
    public string Type { get; init; } = "card";
}

/// <summary>A charged card.</summary>
internal sealed record ChargedCard
{
    public long? AmountAuthorized { get; init; }
    public string? AuthorizationCode { get; init; }
    public required string Brand { get; init; }

    /// <summary>
    /// When an authorisation that nobody captures ends, in seconds since 1970. Absent if nothing is left to capture:
    /// Stripe's own client cannot read a null.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CaptureBefore { get; init; }

    public required CardChecks Checks { get; init; }
    public required string Country { get; init; }
    public required int ExpMonth { get; init; }
    public required int ExpYear { get; init; }
    public required string Fingerprint { get; init; }
    public required string Funding { get; init; }
    public string? Installments { get; init; }
    public required string Last4 { get; init; }
    public string? Mandate { get; init; }
    public required string Network { get; init; }
    public ThreeDSecureResult? ThreeDSecure { get; init; }
    public string? Wallet { get; init; }
}

/// <summary>How the customer was authenticated.</summary>
internal sealed record ThreeDSecureResult
{
    public required string AuthenticationFlow { get; init; }
    public required string Result { get; init; }
    public required string Version { get; init; }
}
