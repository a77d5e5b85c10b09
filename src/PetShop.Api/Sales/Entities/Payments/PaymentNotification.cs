namespace PetShop.Api.Sales.Entities.Payments;

/// <summary>A message of a payment provider, as it came, after its signature was verified.</summary>
public sealed class PaymentNotification
{
    public const int IdMaxLength = 255;
    public const int TypeMaxLength = 100;
    public const int OutcomeMaxLength = 500;

    private PaymentNotification()
    {
    }

    public string Provider { get; private set; } = "";

    /// <summary>The provider's id of the event: it is handled once, however often it is sent.</summary>
    public string EventId { get; private set; } = "";

    /// <summary>The provider's name for what happened.</summary>
    public string Type { get; private set; } = "";

    /// <summary>The body, byte for byte.</summary>
    public byte[] Body { get; private set; } = [];
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Null until it is handled.</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>What came of it, for admins; null until it is handled.</summary>
    public string? Outcome { get; private set; }

    /// <param name="outcome">What came of it, in a few words.</param>
    public void Handle(string outcome, DateTimeOffset now) => (Outcome, HandledAt) = (outcome, now);

    public static PaymentNotification Receive(
        string provider, string eventId, string type, byte[] body, DateTimeOffset now) => new()
        {
            Provider = provider,
            EventId = eventId,
            Type = type,
            Body = body,
            ReceivedAt = now,
        };
}
