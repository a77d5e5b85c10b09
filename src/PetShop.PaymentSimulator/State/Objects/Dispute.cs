namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>A charge that the cardholder contests at their bank.</summary>
internal sealed record Dispute : IProviderObject
{
    public required string Id { get; init; }
    public string Object { get; init; } = "dispute";
    public required long Amount { get; init; }
    public IReadOnlyList<string> BalanceTransactions { get; init; } = [];
    public required string Charge { get; init; }
    public required long Created { get; init; }
    public required string Currency { get; init; }
    public IReadOnlyList<string> EnhancedEligibilityTypes { get; init; } = [];
    public DisputeEvidence Evidence { get; init; } = new();
    public required EvidenceDetails EvidenceDetails { get; init; }
    public bool IsChargeRefundable { get; init; }
    public bool Livemode { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public required string PaymentIntent { get; init; }
    public required DisputedMethod PaymentMethodDetails { get; init; }
    public required string Reason { get; init; }

    /// <summary>needs_response, won, lost.</summary>
    public required string Status { get; init; }
}

/// <summary>What the shop answers; the simulator takes no answers.</summary>
internal sealed record DisputeEvidence
{
    public IReadOnlyDictionary<string, string> EnhancedEvidence { get; init; } = new Dictionary<string, string>();
}

/// <summary>Until when the shop can answer.</summary>
internal sealed record EvidenceDetails
{
    public required long DueBy { get; init; }
    public IReadOnlyDictionary<string, string> EnhancedEligibility { get; init; } = new Dictionary<string, string>();
    public bool HasEvidence { get; init; }
    public bool PastDue { get; init; }
    public int SubmissionCount { get; init; }
}

/// <summary>The contested card.</summary>
internal sealed record DisputedMethod
{
    public required DisputedCard Card { get; init; }
    public string Type { get; init; } = "card";
}

/// <summary>The contested card's network.</summary>
internal sealed record DisputedCard
{
    public required string Brand { get; init; }
    public string CaseType { get; init; } = "chargeback";
    public string? Network { get; init; }
    public string? NetworkReasonCode { get; init; }
}
