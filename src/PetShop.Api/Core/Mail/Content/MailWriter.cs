using Microsoft.Extensions.Options;
using MimeKit;
using PetShop.Api.Core.Mail.Settings;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Mail.Content;

/// <summary>Makes the message that goes to the mail server.</summary>
internal sealed class MailWriter(
    MailLayout layout, MailIds ids, IOptions<MailOptions> mail, IOptions<ShopOptions> shop, TimeProvider clock)
{
    /// <summary>Longer ones are cut, and so is a header that somebody's name would make long.</summary>
    private const int LongestSubject = 200;

    /// <exception cref="FormatException">The recipient's address cannot be written to.</exception>
    public async Task<MimeMessage> WriteAsync(MailDraft draft, CancellationToken ct)
    {
        var content = layout.Write(draft);
        var message = new MimeMessage
        {
            // ShownText has no line breaks: nothing in a name can begin another header.
            Subject = ShownText.Of(content.Subject, LongestSubject),
            MessageId = await ids.OfAsync(draft.Id, ct),
            Date = clock.GetUtcNow(),
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = content.Text },
                new TextPart("html") { Text = content.Html },
            },
        };
        message.From.Add(new MailboxAddress(ShownText.Of(shop.Value.Name, LongestSubject), mail.Value.From!));
        if (mail.Value.ReplyTo is { Length: > 0 } reply)
            message.ReplyTo.Add(new MailboxAddress("", reply));
        message.To.Add(Recipient(draft.To));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        return message;
    }

    /// <summary>
    /// The address as it was given, and no other that a parser makes of it. Internationalised domains are given in
    /// ASCII and parsed to their letters. Dots where RFC 5321 does not allow them have to be quoted.
    /// </summary>
    private static MailboxAddress Recipient(string address)
    {
        var local = address[..Math.Max(address.LastIndexOf('@'), 0)];
        var written = local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal)
            ? $"\"{local}\"{address[local.Length..]}" : address;
        return MailboxAddress.TryParse(written, out var mailbox)
            && string.Equals(mailbox.GetAddress(idnEncode: true), written, StringComparison.OrdinalIgnoreCase)
            ? mailbox : throw new FormatException("The address cannot be written to.");
    }
}

/// <summary>
/// The Message-ID of a mail: by it, a second copy can be told from another mail. It says nothing about how many mails
/// or events the shop has.
/// </summary>
internal sealed class MailIds(IDerivedKeys keys, IOptions<MailOptions> mail)
{
    private const string Purpose = "message-ids";
    private const int Length = 20;

    /// <param name="draftId">The mail's own name.</param>
    public async ValueTask<string> OfAsync(string draftId, CancellationToken ct)
    {
        var (hash, from) = (await keys.HashAsync(Purpose, draftId, ct), mail.Value.From!);
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, Length))}@{from[(from.LastIndexOf('@') + 1)..]}";
    }
}
