using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PetShop.Api.Core.Observability;

/// <summary>
/// <c>/health/live</c>: the process responds. <c>/health/ready</c>: whether it should receive requests, and if not,
/// why. Other folders add to the latter by registering a standard <see cref="IHealthCheck"/> with the tag
/// <see cref="Ready"/>.
/// </summary>
internal static class HealthEndpoints
{
    public const string Ready = "ready";

    private const string RetryAfterSeconds = "5";
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(3);
    private static readonly HttpMethodMetadata ReadMethods = new([HttpMethods.Get, HttpMethods.Head]);

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<SchemaCheck>("schema", tags: [Ready])
            .AddCheck<RedisCheck>("redis", HealthStatus.Degraded, [Ready])
            .AddCheck<DrainingCheck>("draining", tags: [Ready]);
        services.AddSingleton<ReadinessLog>();
        services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(c => c.Timeout == Timeout.InfiniteTimeSpan))
                check.Timeout = MaxWait;
        });
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/health/live", new HealthCheckOptions { Predicate = _ => false });
        Map(routes, "/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = WriteReadyAsync,
        });
    }

    private static void Map(IEndpointRouteBuilder routes, string path, HealthCheckOptions options)
    {
        options.ResponseWriter ??= WriteAsync;
        routes.MapHealthChecks(path, options).WithMetadata(ReadMethods)
            .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }

    private static Task WriteReadyAsync(HttpContext context, HealthReport report)
    {
        context.RequestServices.GetRequiredService<ReadinessLog>().LogChange(report);
        return WriteAsync(context, report);
    }

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        if (report.Status == HealthStatus.Unhealthy)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("status", NameOf(report.Status));
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", NameOf(entry.Status));
            json.WriteString("reason", entry.Description);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ok",
        HealthStatus.Degraded => "degraded",
        _ => "unavailable",
    };
}
