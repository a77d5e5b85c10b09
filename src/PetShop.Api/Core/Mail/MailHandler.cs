using PetShop.Api.Core.Mail.Content;
using PetShop.Api.Core.Mail.Sending;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Core.Mail;

/// <summary>
/// Sends mails, each at least once: the item is done when the server has taken the mail, and a second copy, with the
/// same Message-ID, goes out only if the node ends in between. A mail that fails is tried for a day, one that is
/// refused for good is given up at once. While the server cannot be used, all mails wait, and none of them counts an
/// attempt; what has waited for a week is no news any more.
/// </summary>
internal sealed partial class MailHandler(
    IEnumerable<IMailComposer> composers, MailWriter writer, MailSender sender, MailServer server, TimeProvider clock,
    ILogger<MailHandler> logger) : IWorkHandler
{
    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan News = TimeSpan.FromDays(7);

    public string Queue => MailItem.Queue;

    public QueuePolicy Policy { get; } = new()
    {
        Lease = TimeSpan.FromMinutes(6),        // more than twice the longest timeout
        Attempts = null,
        Age = TriedFor,
        FirstPause = TimeSpan.FromSeconds(10),
        AtOnce = 4,
        IsOpen = () => server.IsOpen,
    };

    public async Task HandleAsync(Work work, CancellationToken ct)
    {
        if (server.OpensAt is var opensAt && opensAt > clock.GetUtcNow())
            throw new WorkPostponedException(opensAt);
        var queued = work.Read(MailJson.Default.QueuedMail);
        var composer = composers.SingleOrDefault(composer => composer.Kind == queued.Kind)
            ?? throw new WorkParkedException($"The shop does not know mails of the kind {queued.Kind}.");
        if (clock.GetUtcNow() - work.AddedAt >= News)
        {
            LogDropped(queued.Kind, work.Id, "It has waited for a week.");
            return;
        }
        try
        {
            if (await composer.ComposeAsync(new(work.Id, queued.Data, work.AddedAt), ct) is { } draft)
                await sender.SendAsync(await writer.WriteAsync(draft, ct), ct);
        }
        catch (FormatException unusable)
        {
            GiveUp(composer, work, unusable.Message);
        }
        catch (MailRefusedException refusal)
        {
            GiveUp(composer, work, "The mail server refuses it: " + refusal.Message);
        }
        catch (Exception failure) when (
            failure is not (WorkPostponedException or WorkParkedException or OperationCanceledException
                or OutOfMemoryException)
            && clock.GetUtcNow() - work.StartedAt >= TriedFor)
        {
            GiveUp(composer, work, failure.Message);
        }
    }

    private void GiveUp(IMailComposer composer, Work work, string why)
    {
        if (composer.IsKept)
            throw new WorkParkedException(why);
        LogDropped(composer.Kind, work.Id, why);
    }

    [LoggerMessage(LogLevel.Warning, "The {Kind} mail {Id} is given up: {Why}")]
    private partial void LogDropped(string kind, long id, string why);
}
