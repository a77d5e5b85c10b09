using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using PetShop.Api.Core.Mail.Settings;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Core.Mail.Sending;

/// <summary>Hands mails over to the mail server, over a connection for each.</summary>
internal sealed class MailSender(IOptions<MailOptions> options, MailServer server, MailMetrics metrics)
{
    /// <summary>
    /// How long a mail that is being handed over may still take when the node stops: if its answer is not heard, it is
    /// sent a second time.
    /// </summary>
    private static readonly TimeSpan WhenStopping = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the server has taken the mail.</summary>
    /// <exception cref="WorkPostponedException">The server cannot be used before then.</exception>
    /// <exception cref="MailRefusedException">It refuses the mail for good.</exception>
    /// <exception cref="MailFailedException">It did not take the mail this time.</exception>
    public async Task SendAsync(MimeMessage mail, CancellationToken ct)
    {
        try
        {
            await TrySendAsync(mail, ct);
            metrics.Count("sent");
            server.Succeed();
        }
        catch (MailServerException failure)
        {
            metrics.Count("server");
            throw new WorkPostponedException(server.Fail(failure.Message));
        }
        catch (MailRefusedException)
        {
            metrics.Count("refused");
            server.Answer();
            throw;
        }
        catch (MailFailedException failure)
        {
            if (!failure.IsUnanswered)
                server.Answer();
            metrics.Count(failure.IsUnanswered && server.BeSilent(failure.Message) ? "server" : "failed");
            throw;
        }
    }

    private async Task TrySendAsync(MimeMessage mail, CancellationToken ct)
    {
        var timeout = options.Value.Timeout;
        using var client = new SmtpClient
        {
            Timeout = (int)timeout.TotalMilliseconds,
            CheckCertificateRevocation = false,     // as for all other connections: lists of revoked ones may be away
        };
        try
        {
            await ConnectAsync(client, timeout, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is not OutOfMemoryException)
        {
            throw MailFailures.OfConnection(failure, timeout);
        }
        using var limit = new CancellationTokenSource(timeout);
        await using var stopping = ct.Register(() => limit.CancelAfter(WhenStopping));
        try
        {
            await client.SendAsync(mail, limit.Token);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            ct.ThrowIfCancellationRequested();
            throw MailFailures.OfMail(failure, timeout, mail.To.Mailboxes.Single().Address);
        }
        await EndAsync(client);
    }

    private async Task ConnectAsync(SmtpClient client, TimeSpan timeout, CancellationToken ct)
    {
        var mail = options.Value;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        await client.ConnectAsync(mail.Host!, mail.Port, mail.Security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,      // fails if the server does not know it
        }, limit.Token);
        if (mail.UserName is { Length: > 0 } name)
            await client.AuthenticateAsync(name, mail.Password!, limit.Token);
        // All addresses can be written in ASCII: with SMTPUTF8, the next server on the way might refuse them.
        client.Capabilities &= ~SmtpCapabilities.UTF8;
    }

    /// <summary>The mail has arrived, whatever becomes of the connection.</summary>
    private static async Task EndAsync(SmtpClient client)
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // nothing depends on it
        }
    }
}
