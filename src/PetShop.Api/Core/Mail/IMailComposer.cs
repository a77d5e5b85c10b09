using System.Text.Json;
using PetShop.Api.Core.Mail.Content;

namespace PetShop.Api.Core.Mail;

/// <summary>Says what is in a kind of mails. Each mail gets an instance in its own scope.</summary>
public interface IMailComposer
{
    /// <summary>As it stands in the queue. Never changed while mails of this kind wait.</summary>
    string Kind { get; }

    /// <summary>
    /// Whether a mail that cannot be delivered waits for an admin. Otherwise it is dropped, because no admin can mend
    /// it, and it would keep what its data names.
    /// </summary>
    bool IsKept { get; }

    /// <summary>
    /// Reads what the mail says at this time. Called again for each attempt to send it, outside any transaction.
    /// </summary>
    /// <returns>Null if there is nothing to send any more.</returns>
    Task<MailDraft?> ComposeAsync(MailRequest request, CancellationToken ct);
}

/// <summary>A mail that is to be sent.</summary>
/// <param name="Id">The same for each attempt, and of no other mail.</param>
/// <param name="Data">What was put into the queue.</param>
/// <param name="AskedAt">When it was put into the queue.</param>
public readonly record struct MailRequest(long Id, JsonElement Data, DateTimeOffset AskedAt);
