namespace PetShop.Api.Core.Mail.Settings;

/// <summary>Section <c>Mail</c>: the server that takes the shop's e-mail, and how the shop writes.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The mail server's name or address. Without it, the shop sends no mail.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>How the connection is encrypted.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Whether <see cref="MailSecurity.None"/> is allowed to another machine.</summary>
    public bool AllowClearText { get; set; }

    /// <summary>Null if the server asks for none.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }

    /// <summary>Where answers go; null for the sender.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The language of the mails: <c>en</c> or <c>de</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The colour of the heading and of buttons.</summary>
    public string Color { get; set; } = "#1f6f54";

    /// <summary>How long the server may take to connect, and to take a mail.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    internal bool IsOn => !string.IsNullOrWhiteSpace(Host);
}

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>From the command STARTTLS on, which the server must know.</summary>
    StartTls,

    /// <summary>From the first byte on.</summary>
    Tls,
}
