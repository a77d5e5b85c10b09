using System.Buffers;
using PetShop.MailSink.Mails;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace PetShop.MailSink.Smtp;

/// <summary>Puts accepted mails into the inbox.</summary>
internal sealed class MailStore(Inbox inbox, FaultBox faults, TimeProvider clock) : MessageStore
{
    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer,
        CancellationToken cancellationToken)
    {
        string[] to = [.. transaction.To.Select(recipient => recipient.AsAddress())];
        var fault = faults.Take(string.Join(' ', to), FaultKind.ContentLater, FaultKind.ContentNever, FaultKind.Close,
            FaultKind.AcceptThenClose, FaultKind.Hang);
        switch (fault?.Kind)
        {
            case FaultKind.ContentLater:
                return new(SmtpReplyCode.Aborted, fault.Answer);
            case FaultKind.ContentNever:
                return new(SmtpReplyCode.TransactionFailed, fault.Answer);
            case FaultKind.Close:
                context.Pipe.Dispose();
                throw new IOException(fault.Answer);
            case FaultKind.Hang:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            default:
                break;
        }
        using var content = new MemoryStream(buffer.ToArray());
        inbox.Add(id => Mail.Read(id, clock.GetUtcNow(), transaction.From.AsAddress(), to, content));
        if (fault is null)
            return SmtpResponse.Ok;
        context.Pipe.Dispose();
        throw new IOException(fault.Answer);
    }
}
