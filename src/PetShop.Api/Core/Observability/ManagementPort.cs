using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PetShop.Api.Core.Observability;

/// <summary>
/// If <c>Management:Port</c> is set, health and metrics are also served on a separate port without authorization: keep
/// it behind a firewall. On the main port, metrics still require an admin.
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
        // Check the connection's port: anyone could send a Host header with this port.
        app.UseOpenTelemetryPrometheusScrapingEndpoint(
            context => IsManagement(context) && context.Request.Path == MetricsPath);
        app.Use((context, next) =>
        {
            if (!IsManagement(context) || context.Request.Path.StartsWithSegments("/health"))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        bool IsManagement(HttpContext context) => context.Connection.LocalPort == port;
    }

    /// <summary>If one address is set in code, the server ignores the configured ones, so they are added too.</summary>
    private static void Listen(WebApplication app, int port)
    {
        if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is not { } server)
            return;   // a test server has none
        if (server.Addresses.Count == 0)
            foreach (var url in ConfiguredUrls(app.Configuration))
                server.Addresses.Add(url);
        server.Addresses.Add($"http://*:{port}");
    }

    internal static IEnumerable<string> ConfiguredUrls(IConfiguration configuration)
    {
        if (Split(WebHostDefaults.ServerUrlsKey) is { Length: > 0 } urls)
            return urls;
        string[] byPort = [.. Split(WebHostDefaults.HttpPortsKey).Select(p => $"http://*:{p}"),
            .. Split(WebHostDefaults.HttpsPortsKey).Select(p => $"https://*:{p}")];
        return byPort is { Length: > 0 } ? byPort : ["http://localhost:5000"];

        string[] Split(string key) =>
            (configuration[key] ?? "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
