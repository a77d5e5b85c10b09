using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Limits;

/// <summary>The response to a request beyond the limit.</summary>
internal sealed partial class TooManyRequestsWriter(
    ProblemWriter writer, IConfiguration settings, ILogger<TooManyRequestsWriter> logger)
{
    private const string Detail =
        "Wait for the time in Retry-After, then try again. RateLimit-Policy states the limit.";

    private readonly bool _knowsProxies =
        !string.IsNullOrWhiteSpace(settings[$"{ProxyOptions.Section}:{nameof(ProxyOptions.Known)}"]);
    private int _hasWarned;

    public ValueTask WriteAsync(OnRejectedContext rejected)
    {
        var context = rejected.HttpContext;
        if (!_knowsProxies && context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
            && Interlocked.Exchange(ref _hasWarned, 1) == 0)
            LogUnknownProxy();
        var wait = rejected.Lease is WindowLease window ? window.Reset : (TimeSpan?)null;
        return new(writer.WriteAsync(context, ProblemWriter.Create(ProblemTypes.TooManyRequests, Detail), wait));
    }

    /// <summary>Logged once, because anyone can send the header.</summary>
    [LoggerMessage(LogLevel.Warning, "A rate-limited request has another address in X-Forwarded-For. If there is a "
        + "proxy in front of the shop, all callers share its limit: set Proxies:Known to the proxy's address")]
    private partial void LogUnknownProxy();
}
