using Microsoft.Extensions.Options;
using PetShop.Api.Core.Logging;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Observability;

/// <summary>What those who run the shop look at: health, metrics, traces.</summary>
public static class ObservabilitySetup
{
    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealth();
        builder.Services.AddDraining();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>Stands first in the pipeline: its request line and the management port see everything else from outside.</summary>
    public static WebApplication UseObservability(this WebApplication app)
    {
        app.UseRequestLog();
        app.UseManagementPort();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Policies.Admin);
        return app;
    }

    private static void AddDraining(this IServiceCollection services)
    {
        services.AddOptions<ShutdownOptions>().BindConfiguration(ShutdownOptions.Section)
            .Validate(options => options.DrainFor >= TimeSpan.Zero, "Shutdown:DrainFor is negative. Give a duration such as 00:00:10.").ValidateOnStart();
        services.AddHostedService<Draining>();
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) => host.ShutdownTimeout += shutdown.Value.DrainFor);
    }
}
