using System.Text.Json.Serialization;

namespace PetShop.MailSink.Smtp;

/// <summary>A way to misbehave, for tests.</summary>
internal sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>How many mails it affects; null for all until it is removed.</summary>
    public int? Times { get; init; }

    /// <summary>A part of the recipient's address, so that other mails are not affected; null for all.</summary>
    public string? Recipient { get; init; }

    /// <summary>The text of the refusal.</summary>
    public string Answer { get; init; } = "As ordered";
}

/// <summary>The ways to misbehave.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>The recipient is refused for now: 450.</summary>
    [JsonStringEnumMemberName("recipient_later")]
    RecipientLater,

    /// <summary>The recipient is refused for good: 550.</summary>
    [JsonStringEnumMemberName("recipient_never")]
    RecipientNever,

    /// <summary>The sender is refused: 553.</summary>
    [JsonStringEnumMemberName("sender_never")]
    SenderNever,

    /// <summary>The content is refused for now: 451.</summary>
    [JsonStringEnumMemberName("content_later")]
    ContentLater,

    /// <summary>The content is refused for good: 554.</summary>
    [JsonStringEnumMemberName("content_never")]
    ContentNever,

    /// <summary>The server is closing: 421.</summary>
    [JsonStringEnumMemberName("busy")]
    Busy,

    /// <summary>The connection ends without an answer to the content.</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary>The same, but the mail has arrived.</summary>
    [JsonStringEnumMemberName("accept_then_close")]
    AcceptThenClose,

    /// <summary>There is no answer to the content.</summary>
    [JsonStringEnumMemberName("hang")]
    Hang,
}
