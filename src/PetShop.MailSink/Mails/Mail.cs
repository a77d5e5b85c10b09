using MimeKit;

namespace PetShop.MailSink.Mails;

/// <summary>A mail that was accepted.</summary>
internal sealed record Mail
{
    /// <summary>Starts at 1, in the order of arrival.</summary>
    public required int Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The sender of the envelope.</summary>
    public required string From { get; init; }

    /// <summary>The recipients of the envelope.</summary>
    public required IReadOnlyList<string> To { get; init; }

    public required string Subject { get; init; }

    /// <summary>Without angle brackets; null if there is none.</summary>
    public required string? MessageId { get; init; }

    /// <summary>As they came, decoded.</summary>
    public required IReadOnlyList<MailHeader> Headers { get; init; }

    /// <summary>The plain part; null if there is none.</summary>
    public required string? Text { get; init; }

    /// <summary>The HTML part; null if there is none.</summary>
    public required string? Html { get; init; }

    /// <exception cref="FormatException">It is not a mail.</exception>
    public static Mail Read(int id, DateTimeOffset now, string from, IReadOnlyList<string> to, Stream content)
    {
        using var message = MimeMessage.Load(content);
        return new()
        {
            Id = id,
            ReceivedAt = now,
            From = from,
            To = to,
            Subject = message.Subject ?? "",
            MessageId = message.MessageId,
            Headers = [.. message.Headers.Select(header => new MailHeader(header.Field, header.Value))],
            Text = message.TextBody,
            Html = message.HtmlBody,
        };
    }
}

/// <summary>A line of a mail's head.</summary>
internal sealed record MailHeader(string Name, string Value);
