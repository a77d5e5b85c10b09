using System.Globalization;
using PetShop.MailSink;
using PetShop.MailSink.Mails;
using PetShop.MailSink.Smtp;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>The mail server: the sink, in this process, which keeps all mails of the run.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PostOffice(WebApplication app) => _app = app;

    /// <summary>With these, nodes send their mails to it.</summary>
    public IReadOnlyDictionary<string, string> NodeSettings => new Dictionary<string, string>
    {
        ["Mail__Host"] = "127.0.0.1",
        ["Mail__Port"] = SinkApp.SmtpPortOf(_app).ToString(CultureInfo.InvariantCulture),
        ["Mail__Security"] = "None",
        ["Mail__From"] = "shop@torture.example",
        ["Mail__Timeout"] = "00:00:04",
        ["Shop__StorefrontUrl"] = "https://torture.example",
    };

    /// <summary>The mails that it took.</summary>
    public IReadOnlyList<Mail> Taken => _app.Services.GetRequiredService<Inbox>().List();

    private FaultBox Faults => _app.Services.GetRequiredService<FaultBox>();

    public static async Task<PostOffice> StartAsync()
    {
        var app = SinkApp.Build(new SinkOptions { Url = "http://127.0.0.1:0", SmtpPort = 0, Keep = int.MaxValue });
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Does so with the next mails.</summary>
    public void Misbehave(FaultKind kind, int times) => Faults.Add(new() { Kind = kind, Times = times });

    /// <summary>Takes everything from now on.</summary>
    public void Calm() => Faults.Clear();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
