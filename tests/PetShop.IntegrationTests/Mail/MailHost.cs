using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PetShop.MailSink;
using PetShop.MailSink.Mails;
using PetShop.MailSink.Smtp;

namespace PetShop.IntegrationTests.Mail;

/// <summary>The mail sink in this process, which takes mails over SMTP.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    public const string Storefront = "https://shop.example/de";
    public const string From = "mail@shop.example";
    private readonly string? _password;
    private WebApplication? _app;

    private MailHost(string? password) => _password = password;

    /// <summary>The port for SMTP.</summary>
    public int Port { get; private set; }

    /// <summary>Its page.</summary>
    public Uri Address => new(_app!.Urls.Single());

    /// <summary>The mails that have come, the first one first.</summary>
    public IReadOnlyList<PetShop.MailSink.Mails.Mail> All => [.. Inbox.List().Reverse()];

    private Inbox Inbox => _app!.Services.GetRequiredService<Inbox>();

    public static async Task<MailHost> StartAsync(string? password = null)
    {
        var host = new MailHost(password);
        await host.ReturnAsync();
        return host;
    }

    /// <summary>With these, a node sends its mails here.</summary>
    public (string, string)[] Settings(params (string, string)[] others) =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{Port}"), ("Mail:Security", "None"), ("Mail:From", From),
        ("Shop:StorefrontUrl", Storefront), ("Shop:Name", "Pelz & Pfote"), .. others,
    ];

    public void Order(Fault fault) => Faults.Add(fault);

    public void Behave() => Faults.Clear();

    public void Forget() => Inbox.Clear();

    /// <summary>Nobody answers any more.</summary>
    public async Task LeaveAsync()
    {
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        _app = null;
    }

    /// <summary>Answers again, at the same port.</summary>
    public async Task ReturnAsync()
    {
        _app = SinkApp.Build(new SinkOptions { Url = "http://127.0.0.1:0", SmtpPort = Port, Password = _password });
        await _app.StartAsync();
        Port = SinkApp.SmtpPortOf(_app);
    }

    public async ValueTask DisposeAsync() => await LeaveAsync();

    private FaultBox Faults => _app!.Services.GetRequiredService<FaultBox>();
}
