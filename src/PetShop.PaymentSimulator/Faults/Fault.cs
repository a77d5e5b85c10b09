using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.PaymentSimulator.Faults;

/// <summary>A way to misbehave, and for which calls.</summary>
internal sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>How many calls it affects; null for all until it is removed.</summary>
    public int? Times { get; init; }

    /// <summary>The chance that it affects a call, from 0 to 1; null for always.</summary>
    public double? Probability { get; init; }

    /// <summary>The start of the random numbers: the same seed gives the same sequence of calls.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The operation that it affects: create, update, confirm, capture, cancel, refund, method, read, authenticate or
    /// bank. Null for all that the kind of fault applies to.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>How long a slow call or a late webhook takes, in milliseconds; 5 seconds if null.</summary>
    public int? DelayMs { get; init; }

    /// <summary>
    /// Whether an error 500 is kept under the idempotency key, so that a repeated request gets it again. If null, it
    /// is for an error after the effect, as the provider documents it, and not for one before it.
    /// </summary>
    public bool? Kept { get; init; }
}

/// <summary>The ways to misbehave.</summary>
[JsonConverter(typeof(FaultKindConverter))]
internal enum FaultKind
{
    /// <summary>Has its effect and never answers.</summary>
    TimeoutAfter,

    /// <summary>Has no effect and never answers.</summary>
    TimeoutBefore,

    /// <summary>Answers 500 without an effect.</summary>
    ErrorBefore,

    /// <summary>Answers 500 after the effect.</summary>
    ErrorAfter,

    /// <summary>Answers 429 without an effect.</summary>
    RateLimit,

    /// <summary>Waits before the effect.</summary>
    Latency,

    /// <summary>Answers 503.</summary>
    Down,

    /// <summary>Closes the connection at once.</summary>
    Closed,

    /// <summary>Has its effect and then closes the connection.</summary>
    ClosedAfter,

    /// <summary>Sends each webhook of the call twice.</summary>
    WebhookTwice,

    /// <summary>Sends the webhooks of the call later.</summary>
    WebhookLate,

    /// <summary>Holds the webhooks of the next calls, as many as <see cref="Fault.Times"/> says, and then sends the
    /// last one first.</summary>
    WebhookReversed,

    /// <summary>Sends no webhooks of the call. The events are in the list of events.</summary>
    WebhookNever,

    /// <summary>Sends the webhooks and waits for their answers before it answers the call.</summary>
    WebhookBeforeAnswer,
}

/// <summary>Writes the kinds of faults in snake_case.</summary>
internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.SnakeCaseLower);
