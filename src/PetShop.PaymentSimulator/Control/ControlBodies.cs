using System.Text.Json.Serialization;
using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.State;

namespace PetShop.PaymentSimulator.Control;

/// <summary>A payment, for comparing it with the shop's books. Amounts are in the smallest unit of the currency.
/// </summary>
internal sealed record ReconciliationRow
{
    public required string PaymentIntent { get; init; }
    public required string Status { get; init; }
    public required string Currency { get; init; }
    public required long Amount { get; init; }

    /// <summary>Authorised and not captured yet.</summary>
    public required long Authorised { get; init; }

    public required long Captured { get; init; }

    /// <summary>Refunds that did not fail.</summary>
    public required long Refunded { get; init; }

    /// <summary>What the bank took back for open and lost disputes.</summary>
    public required long Disputed { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}

/// <summary>All payments, and the sums of each currency.</summary>
internal sealed record Reconciliation
{
    public required IReadOnlyList<ReconciliationRow> Payments { get; init; }
    public required IReadOnlyList<CurrencySum> Sums { get; init; }
}

/// <summary>The sums of one currency.</summary>
internal sealed record CurrencySum
{
    public required string Currency { get; init; }
    public required long Captured { get; init; }
    public required long Refunded { get; init; }
    public required long Disputed { get; init; }
}

/// <summary>What the customer does on the page of 3-D Secure.</summary>
internal sealed record Authentication
{
    public required bool Authorised { get; init; }
}

/// <summary>A dispute to open.</summary>
internal sealed record DisputeOrder
{
    public required string PaymentIntent { get; init; }

    /// <summary>Null for all that is left.</summary>
    public long? Amount { get; init; }

    public string Reason { get; init; } = "fraudulent";
}

/// <summary>What the bank decides about a dispute.</summary>
internal sealed record DisputeDecision
{
    public required bool Won { get; init; }
}

/// <summary>What the bank decides about a refund.</summary>
internal sealed record RefundDecision
{
    public required bool Succeeded { get; init; }
}

/// <summary>Where webhooks go from now on; null for nowhere. It is not kept over a restart.</summary>
internal sealed record WebhookTarget
{
    public Uri? Url { get; init; }
}

/// <summary>An answer that only says whether something changed, or why not.</summary>
internal sealed record ControlResult
{
    public required bool Changed { get; init; }
    public string? Message { get; init; }
    public string? Id { get; init; }
}

/// <summary>The JSON of the control routes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Fault)), JsonSerializable(typeof(FaultState))]
[JsonSerializable(typeof(IReadOnlyList<FaultState>))]
[JsonSerializable(typeof(Reconciliation)), JsonSerializable(typeof(IReadOnlyList<Delivery>))]
[JsonSerializable(typeof(Authentication)), JsonSerializable(typeof(DisputeOrder))]
[JsonSerializable(typeof(DisputeDecision)), JsonSerializable(typeof(RefundDecision))]
[JsonSerializable(typeof(WebhookTarget)), JsonSerializable(typeof(ControlResult))]
internal sealed partial class ControlJson : JsonSerializerContext;
