using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Limits;

/// <summary>The answer to a request that is one too many.</summary>
internal sealed partial class Refusal(ProblemWriter writer, IConfiguration settings, ILogger<Refusal> logger)
{
    private const string Detail =
        "Wait as long as Retry-After says, then try again. RateLimit-Policy says how much is allowed.";

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

    /// <summary>Once: anybody can send the header.</summary>
    [LoggerMessage(LogLevel.Warning, "A request was refused that names another address in X-Forwarded-For. If a proxy stands "
        + "in front of the shop, all callers share its limit: set Proxies:Known to the proxy's address")]
    private partial void LogUnknownProxy();
}
