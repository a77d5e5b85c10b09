using System.Globalization;

namespace PetShop.MailSink;

/// <summary>The settings, from the environment: <c>Sink__Url</c> and so on.</summary>
internal sealed record SinkOptions
{
    /// <summary>The address of the page.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8430";

    /// <summary>The port for SMTP, on the loopback address; 0 for any free one.</summary>
    public int SmtpPort { get; init; } = 8425;

    /// <summary>How many mails are kept: the last ones.</summary>
    public int Keep { get; init; } = 200;

    /// <summary>Larger mails are refused, in bytes.</summary>
    public int MaxSize { get; init; } = 2_000_000;

    /// <summary>What clients must sign in with; null for nothing.</summary>
    public string? Password { get; init; }

    public static SinkOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Sink");
        var defaults = new SinkOptions();
        return new SinkOptions
        {
            Url = section["Url"] ?? defaults.Url,
            SmtpPort = section["SmtpPort"] is { } port
                ? int.Parse(port, CultureInfo.InvariantCulture) : defaults.SmtpPort,
            Keep = section["Keep"] is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : defaults.Keep,
        };
    }
}
