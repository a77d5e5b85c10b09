namespace PetShop.PaymentSimulator.Faults;

/// <summary>A fault that was ordered, and what it has done.</summary>
internal sealed record FaultState
{
    public required int Id { get; init; }
    public required Fault Fault { get; init; }

    /// <summary>How many calls it affected.</summary>
    public required int Hits { get; init; }

    /// <summary>How many calls it will still affect; null for all.</summary>
    public required int? Left { get; init; }
}
