using System.Text.Json;

namespace PetShop.PaymentSimulator.State;

/// <summary>The first answer to a request with an idempotency key.</summary>
internal sealed record SavedAnswer
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public required string Key { get; init; }

    /// <summary>A hash of method, path and body: another request with the key is refused.</summary>
    public required string Request { get; init; }

    /// <summary>The identifier of the first request.</summary>
    public required string RequestId { get; init; }

    public required int Status { get; init; }

    public required JsonElement Body { get; init; }

    /// <summary>In seconds since 1970.</summary>
    public required long At { get; init; }

    public bool IsFresh(long now) => now - At < (long)Lifetime.TotalSeconds;
}
