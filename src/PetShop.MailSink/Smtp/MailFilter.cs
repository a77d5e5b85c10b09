using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace PetShop.MailSink.Smtp;

/// <summary>Accepts every sender and recipient, unless a fault was ordered.</summary>
internal sealed class MailFilter(FaultBox faults) : MailboxFilter
{
    public override Task<bool> CanAcceptFromAsync(
        ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) =>
        faults.Take("", FaultKind.SenderNever) is { } fault
            ? throw Refusal(SmtpReplyCode.MailboxNameNotAllowed, fault) : Task.FromResult(true);

    public override Task<bool> CanDeliverToAsync(
        ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        faults.Take(to.AsAddress(), FaultKind.RecipientLater, FaultKind.RecipientNever, FaultKind.Busy) switch
        {
            { Kind: FaultKind.RecipientLater } fault => throw Refusal(SmtpReplyCode.Unavailable, fault),
            { Kind: FaultKind.RecipientNever } fault => throw Refusal(SmtpReplyCode.MailboxUnavailable, fault),
            { } fault => throw Refusal(SmtpReplyCode.ServiceUnavailable, fault),
            null => Task.FromResult(true),
        };

    internal static SmtpResponseException Refusal(SmtpReplyCode code, Fault fault) =>
        new(new SmtpResponse(code, fault.Answer));
}
