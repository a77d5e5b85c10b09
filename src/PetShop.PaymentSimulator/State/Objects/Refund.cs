using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>Money given back to the card of a charge.</summary>
internal sealed record Refund : IProviderObject
{
    public required string Id { get; init; }
    public string Object { get; init; } = "refund";
    public required long Amount { get; init; }
    public string? BalanceTransaction { get; init; }
    public required string Charge { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public string? Customer { get; init; }
    public string? CustomerAccount { get; init; }
    public required DestinationDetails DestinationDetails { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureBalanceTransaction { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureReason { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public required string PaymentIntent { get; init; }
    public string? PaymentMethod { get; init; }
    public string? Reason { get; init; }
    public string? ReceiptNumber { get; init; }
    public string? SourceTransferReversal { get; init; }

    /// <summary>pending, succeeded, failed. Only a failed one gives the money back to the shop.</summary>
    public required string Status { get; init; }

    public string? TransferReversal { get; init; }
}

/// <summary>Where a refund goes.</summary>
internal sealed record DestinationDetails
{
    public required CardDestination Card { get; init; }
    public string Type { get; init; } = "card";
}

/// <summary>How a refund to a card appears.</summary>
internal sealed record CardDestination
{
    public string Type { get; init; } = "refund";
}
