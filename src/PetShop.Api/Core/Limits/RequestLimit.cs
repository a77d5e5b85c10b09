using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Limits;

/// <summary>
/// Refuses requests beyond the caller's limit. ASP.NET Core's own middleware asks a refused caller's limiter a second
/// time, for a place in a queue that this shop does not have, and never disposes its limiters.
/// </summary>
internal sealed partial class RequestLimit(
    RequestDelegate next, RequestLimiter limiter, ProblemWriter writer, IConfiguration settings,
    ILogger<RequestLimit> logger)
{
    private const string Detail =
        "Wait for the time in Retry-After, then try again. RateLimit-Policy states the limit.";

    private readonly bool _knowsProxies =
        !string.IsNullOrWhiteSpace(settings[$"{ProxyOptions.Section}:{nameof(ProxyOptions.Known)}"]);
    private int _hasWarned;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is null)
        {
            using var lease = limiter.Attempt(context);
            if (!lease.IsAcquired)
            {
                await RefuseAsync(context, lease);
                return;
            }
        }
        await next(context);
    }

    private Task RefuseAsync(HttpContext context, RateLimitLease refused)
    {
        if (!_knowsProxies && context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
            && Interlocked.Exchange(ref _hasWarned, 1) == 0)
            LogUnknownProxy();
        var wait = refused is WindowLease window ? window.Reset : (TimeSpan?)null;
        return writer.WriteAsync(context, ProblemWriter.Create(ProblemTypes.TooManyRequests, Detail), wait);
    }

    /// <summary>Logged once, because anyone can send the header.</summary>
    [LoggerMessage(LogLevel.Warning, "A rate-limited request has another address in X-Forwarded-For. If there is a "
        + "proxy in front of the shop, all callers share its limit: set Proxies:Known to the proxy's address")]
    private partial void LogUnknownProxy();
}
