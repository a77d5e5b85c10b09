using System.Text.Json;

namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>What happened, with the object as it was then.</summary>
internal sealed record ProviderEvent : IProviderObject
{
    public required string Id { get; init; }
    public string Object { get; init; } = "event";
    public required string ApiVersion { get; init; }
    public required long Created { get; init; }
    public required EventData Data { get; init; }
    public bool Livemode { get; init; }
    public required int PendingWebhooks { get; init; }
    public required EventRequest Request { get; init; }
    public required string Type { get; init; }
}

/// <summary>The object of an event.</summary>
internal sealed record EventData
{
    public required JsonElement Object { get; init; }
}

/// <summary>The request that caused an event; both are null where a customer or a bank did.</summary>
internal sealed record EventRequest
{
    public string? Id { get; init; }
    public string? IdempotencyKey { get; init; }
}
