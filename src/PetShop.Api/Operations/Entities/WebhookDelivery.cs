namespace PetShop.Api.Operations.Entities;

/// <summary>
/// An event that is sent to a subscriber. Those of a removed subscriber stay until the clean-up: there may be many.
/// </summary>
public sealed class WebhookDelivery
{
    public const int AnswerLength = 500;
    public const int ErrorLength = 300;

    public long WebhookId { get; private set; }

    /// <summary>The cursor of the event.</summary>
    public long Cursor { get; private set; }
    public string EventType { get; private set; } = "";
    public DeliveryState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastAttemptAt { get; private set; }

    /// <summary>The status of the last answer; null if there was none.</summary>
    public int? Status { get; private set; }

    /// <summary>The beginning of the last answer.</summary>
    public string? Answer { get; private set; }

    /// <summary>Why there was no answer.</summary>
    public string? Error { get; private set; }
}

/// <summary>What became of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>It is sent, again and again if necessary.</summary>
    Pending,

    /// <summary>The subscriber has accepted it.</summary>
    Delivered,

    /// <summary>It was given up.</summary>
    Failed,
}
