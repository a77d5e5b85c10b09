using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.StackExchangeRedis;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PetShop.Api.Core.Cache.Redis;

namespace PetShop.Api.Core.Observability;

/// <summary>
/// Metrics for Prometheus are always available; traces and metrics are also sent over OTLP if
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
/// </summary>
internal static class Telemetry
{
    /// <summary>
    /// The prefix of all our meters and activity sources: a new one is exported without being listed here.
    /// </summary>
    private const string Ours = "PetShop.*";

    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("petshop-api", serviceInstanceId: Environment.MachineName + "-" + Environment.ProcessId)
                // last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(Ours, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                    "Microsoft.EntityFrameworkCore")
                .AddNpgsqlInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (string.IsNullOrEmpty(builder.Configuration[EndpointVariable]))
            return;
        telemetry
            .WithTracing(traces => traces
                .AddSource(Ours)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => !IsProbe(context.Request.Path))
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddRedisInstrumentation()
                .ConfigureRedisInstrumentation(TraceRedis))
            .UseOtlpExporter();
    }

    /// <summary>
    /// The cache connects when Redis becomes available, which may be after startup. Without a connection there is
    /// nothing to trace.
    /// </summary>
    private static void TraceRedis(IServiceProvider services, StackExchangeRedisInstrumentation instrumentation) =>
        services.GetRequiredService<RedisSupervisor>().Connection.ContinueWith(
            connection => instrumentation.AddConnection(connection.GetAwaiter().GetResult()),
            CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    private static bool IsProbe(PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics");
}
