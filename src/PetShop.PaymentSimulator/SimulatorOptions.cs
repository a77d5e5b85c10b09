namespace PetShop.PaymentSimulator;

/// <summary>The settings, from the environment: <c>Simulator__Url</c> and so on.</summary>
internal sealed record SimulatorOptions
{
    /// <summary>The address that the simulator listens at.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8420";

    /// <summary>The folder of the journal and of generated secrets.</summary>
    public string Folder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "petshop", "payments");

    /// <summary>Where webhooks go; null for nowhere.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>What webhooks are signed with. If null, it is generated and kept in the folder.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>What clients must send. If null, it is generated and kept in the folder.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The pause after the first failed attempt to deliver a webhook; it doubles each time.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public static SimulatorOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Simulator");
        var defaults = new SimulatorOptions();
        return new SimulatorOptions
        {
            Url = section["Url"] ?? defaults.Url,
            Folder = section["Folder"] ?? defaults.Folder,
            WebhookUrl = section["WebhookUrl"] is { Length: > 0 } url ? new Uri(url) : null,
            WebhookSecret = section["WebhookSecret"],
            ApiKey = section["ApiKey"],
            FirstPause = section["FirstPause"] is { } pause
                ? TimeSpan.Parse(pause, System.Globalization.CultureInfo.InvariantCulture) : defaults.FirstPause,
        };
    }
}
