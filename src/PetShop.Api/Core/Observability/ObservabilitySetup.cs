using Microsoft.Extensions.Options;
using PetShop.Api.Core.Logging;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Observability;

/// <summary>What operators use: health, metrics, traces.</summary>
public static class ObservabilitySetup
{
    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealth();
        builder.Services.AddDraining();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>First in the pipeline: the request log and the management port must wrap everything else.</summary>
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
            .Validate(options => options.DrainFor >= TimeSpan.Zero,
                "Shutdown:DrainFor is negative. Give a duration such as 00:00:10.").ValidateOnStart();
        services.AddHostedService<Draining>();
        services.AddOptions<HostOptions>()
            .Configure<IOptions<ShutdownOptions>>((host, shutdown) => host.ShutdownTimeout += shutdown.Value.DrainFor);
    }
}
