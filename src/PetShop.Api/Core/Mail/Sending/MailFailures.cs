using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.Mail.Sending;

/// <summary>The mail server cannot be used, whatever the mail.</summary>
internal sealed class MailServerException(string message) : Exception(message);

/// <summary>The server refuses this mail for good.</summary>
internal sealed class MailRefusedException(string message) : Exception(message);

/// <summary>The server did not take this mail; it may do so later.</summary>
internal sealed class MailFailedException(string message) : Exception(message)
{
    /// <summary>Whether the server said nothing.</summary>
    public bool IsUnanswered { get; init; }
}

/// <summary>
/// What a failure means, in words without addresses: servers repeat the recipient's address, and the words are logged.
/// </summary>
internal static partial class MailFailures
{
    private const int Longest = 500;

    /// <summary>The failure to connect, to encrypt or to sign in.</summary>
    public static MailServerException OfConnection(Exception failure, TimeSpan timeout) => new(Words(failure, timeout));

    /// <summary>The failure to hand a mail over to a server that can be used otherwise.</summary>
    /// <param name="recipient">The mail's.</param>
    public static Exception OfMail(Exception failure, TimeSpan timeout, string recipient)
    {
        var words = Without(recipient, Words(failure, timeout));
        return failure switch
        {
            // It closes, wants another sign-in, or refuses the shop as a sender: so it would any mail.
            SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable } => new MailServerException(words),
            SmtpCommandException
            {
                StatusCode: SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationInvalidCredentials
                    or SmtpStatusCode.AuthenticationMechanismTooWeak
            } => new MailServerException(words),
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => new MailServerException(words),
            ServiceNotAuthenticatedException => new MailServerException(words),
            SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } => new MailRefusedException(words),
            SmtpCommandException => new MailFailedException(words),
            _ => new MailFailedException(words) { IsUnanswered = true },
        };
    }

    private static string Words(Exception failure, TimeSpan timeout) => failure switch
    {
        OperationCanceledException or TimeoutException => $"No answer within {timeout.TotalSeconds:0} s.",
        SmtpCommandException refusal => $"{(int)refusal.StatusCode} {Shown(refusal.Message)}",
        _ => $"{failure.GetType().Name}: {Shown(failure.Message)}",
    };

    /// <summary>Some servers name the mailbox without its domain, or in the form of an URL.</summary>
    private static string Without(string recipient, string words) =>
        Regex.Replace(
            words, $@"(?<![\w.-]){Regex.Escape(recipient[..recipient.LastIndexOf('@')])}(%40[\w.-]+)?(?![\w-])",
            "(address)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string Shown(string text) => Addresses().Replace(ShownText.Of(text, Longest), "(address)");

    [GeneratedRegex(@"[^\s<>]+@[^\s<>,;:]+")]
    private static partial Regex Addresses();
}
