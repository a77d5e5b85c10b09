using System.Text.Json.Serialization;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.State;

/// <summary>
/// Everything that one call changed. It is one line, so that after a crash either all of it happened or nothing.
/// </summary>
internal sealed record JournalLine
{
    public IReadOnlyList<PaymentMethod>? Methods { get; init; }
    public IReadOnlyList<PaymentIntent>? Intents { get; init; }
    public IReadOnlyList<Charge>? Charges { get; init; }
    public IReadOnlyList<Refund>? Refunds { get; init; }
    public IReadOnlyList<Dispute>? Disputes { get; init; }
    public IReadOnlyList<ProviderEvent>? Events { get; init; }
    public IReadOnlyList<Delivery>? Deliveries { get; init; }
    public SavedAnswer? Answer { get; init; }
}

/// <summary>The JSON of the journal.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext;
