using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PetShop.Api.Core.Observability;

/// <summary>
/// With <c>Management:Port</c> set, health and metrics are also served on a port of their own, open to whoever reaches it: it
/// belongs behind a firewall. The main port goes on asking for an admin before it shows metrics.
/// </summary>
internal static class ManagementPort
{
    private const string Setting = "Management:Port";
    private const string MetricsPath = "/metrics";

    public static void UseManagementPort(this WebApplication app)
    {
        if (app.Configuration.GetValue<int?>(Setting) is not { } port)
            return;
        Listen(app, port);
        // The port is the connection's: a Host header would let anyone claim to have come by it.
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context => IsManagement(context) && context.Request.Path == MetricsPath);
        app.Use((context, next) =>
        {
            if (!IsManagement(context) || context.Request.Path.StartsWithSegments("/health"))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        bool IsManagement(HttpContext context) => context.Connection.LocalPort == port;
    }

    /// <summary>Naming one address makes the server forget the configured ones, so that they are named too.</summary>
    private static void Listen(WebApplication app, int port)
    {
        if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is not { } server)
            return;   // a test's server has none
        if (server.Addresses.Count == 0)
            foreach (var url in ConfiguredUrls(app.Configuration))
                server.Addresses.Add(url);
        server.Addresses.Add($"http://*:{port}");
    }

    internal static IEnumerable<string> ConfiguredUrls(IConfiguration configuration)
    {
        if (Split(WebHostDefaults.ServerUrlsKey) is { Length: > 0 } urls)
            return urls;
        string[] byPort = [.. Split(WebHostDefaults.HttpPortsKey).Select(p => $"http://*:{p}"), .. Split(WebHostDefaults.HttpsPortsKey).Select(p => $"https://*:{p}")];
        return byPort is { Length: > 0 } ? byPort : ["http://localhost:5000"];

        string[] Split(string key) => (configuration[key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
