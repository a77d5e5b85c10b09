using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Shop;

/// <summary>A node of the shop: the real program on real Kestrel on a random port, in this process.</summary>
public sealed class ShopNode : WebApplicationFactory<PetShopDbContext>
{
    private readonly Dictionary<string, string?> _settings;
    private readonly TimeProvider _clock;
    private readonly SocketsHttpHandler _connections =
        new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };

    internal ShopNode(Dictionary<string, string?> settings, TimeProvider clock)
    {
        (_settings, _clock, Log) = (settings, clock, new CapturedLog(settings));
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Its log lines from level Warning on, and those that its settings enable.</summary>
    public CapturedLog Log { get; }

    /// <summary>A client without a token.</summary>
    public HttpClient NewClient() =>
        new(_connections, disposeHandler: false) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(
            logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureTestServices(services => services.AddSingleton(_clock));
    }

    protected override void Dispose(bool disposing)
    {
        _connections.Dispose();
        base.Dispose(disposing);
    }
}
