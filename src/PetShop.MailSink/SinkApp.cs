using PetShop.MailSink.Mails;
using PetShop.MailSink.Pages;
using PetShop.MailSink.Smtp;

namespace PetShop.MailSink;

/// <summary>Puts the sink together.</summary>
internal static class SinkApp
{
    public static WebApplication Build(SinkOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services
            .AddSingleton(options).AddSingleton(TimeProvider.System)
            .AddSingleton(new Inbox(options.Keep)).AddSingleton<FaultBox>()
            .AddSingleton<SmtpListener>()
            .AddHostedService(services => services.GetRequiredService<SmtpListener>());
        var app = builder.Build();
        app.MapSink();
        return app;
    }

    /// <summary>The port that mails are sent to. The app must have started.</summary>
    public static int SmtpPortOf(WebApplication app) => app.Services.GetRequiredService<SmtpListener>().Port;
}
