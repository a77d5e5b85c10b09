using PetShop.Api.Core.Logging;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Observability;

/// <summary>What those who run the shop look at: health, metrics, traces.</summary>
public static class ObservabilitySetup
{
    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealth();
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
}
