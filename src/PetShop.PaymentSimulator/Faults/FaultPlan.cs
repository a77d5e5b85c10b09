namespace PetShop.PaymentSimulator.Faults;

/// <summary>How one call misbehaves.</summary>
internal sealed class FaultPlan(IReadOnlyList<DrawnFault> faults)
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    /// <summary>A call that works.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <summary>Set if the webhooks of this call are held until others come.</summary>
    public DrawnFault? Reversed => Find(FaultKind.WebhookReversed);

    public bool Has(FaultKind kind) => Find(kind) is not null;

    public TimeSpan Delay(FaultKind kind) => Find(kind) switch
    {
        null => TimeSpan.Zero,
        { Fault.DelayMs: { } milliseconds } => TimeSpan.FromMilliseconds(milliseconds),
        _ => DefaultDelay,
    };

    /// <summary>Whether a repeated request gets the error 500 of this fault again.</summary>
    public bool Keeps(FaultKind kind) => Find(kind)?.Fault.Kept ?? kind == FaultKind.ErrorAfter;

    private DrawnFault? Find(FaultKind kind) => faults.FirstOrDefault(drawn => drawn.Fault.Kind == kind);
}

/// <summary>A fault that affects a call.</summary>
/// <param name="IsLast">It affects no later call.</param>
internal sealed record DrawnFault(int Id, Fault Fault, bool IsLast);
