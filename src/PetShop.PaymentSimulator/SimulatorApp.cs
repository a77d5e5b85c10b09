using PetShop.PaymentSimulator.Api;
using PetShop.PaymentSimulator.Control;
using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.Pages;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.Webhooks;

namespace PetShop.PaymentSimulator;

/// <summary>Puts the simulator together.</summary>
internal static class SimulatorApp
{
    /// <summary>The journal's name in the folder.</summary>
    public const string JournalName = "journal.jsonl";

    /// <exception cref="IOException">The folder cannot be used, for example because another simulator uses it.
    /// </exception>
    public static WebApplication Build(SimulatorOptions options, TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        Directory.CreateDirectory(options.Folder);
        var secrets = Secrets.Load(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services
            .AddSingleton(time)
            .AddSingleton(_ => new Ledger(Path.Combine(options.Folder, JournalName), time))
            .AddSingleton(new ApiKey(secrets.ApiKey))
            .AddSingleton(new WebhookEndpoint(options.WebhookUrl, secrets.WebhookSecret, options.FirstPause))
            .AddSingleton<FaultBox>().AddSingleton<Pipeline>().AddSingleton<Reconciler>()
            .AddSingleton<Commands>().AddSingleton<DeliveryPlanner>().AddSingleton<WebhookSender>()
            .AddSingleton<WebhookDispatcher>()
            .AddHostedService(services => services.GetRequiredService<WebhookDispatcher>())
            .AddSingleton<OverviewPage>().AddSingleton<AuthenticationPage>();
        var app = builder.Build();
        app.MapApi();
        app.MapControl();
        app.MapPages();
        return app;
    }
}
