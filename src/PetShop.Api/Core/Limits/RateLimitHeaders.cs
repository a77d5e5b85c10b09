using System.Globalization;
using Microsoft.Extensions.Primitives;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Limits;

/// <summary>The headers that tell a client its limit (draft-ietf-httpapi-ratelimit-headers).</summary>
internal sealed class RateLimitHeaders(RateLimitOptions options)
{
    /// <summary>What is left: <c>"anonymous";r=999;t=8</c>.</summary>
    public const string Limit = "RateLimit";

    /// <summary>The limit per window: <c>"anonymous";q=1000;w=10</c>.</summary>
    public const string Policy = "RateLimit-Policy";

    private readonly StringValues[] _policies =
    [
        PolicyOf(Quota.Anonymous, options.Anonymous), PolicyOf(Quota.Account, options.Account),
        PolicyOf(Quota.SignIn, options.SignIn), PolicyOf(Quota.Guest, options.Guest),
    ];

    /// <summary>Adds the headers to the response, whatever it will be.</summary>
    public void Put(HttpContext context, Quota quota, WindowLease lease) => CommonResponseHeaders.Add(
        context,
        (Policy, _policies[(int)quota]),
        (Limit, string.Create(CultureInfo.InvariantCulture,
            $"\"{NameOf(quota)}\";r={lease.Remaining};t={SecondsOf(lease.Reset)}")));

    private static string PolicyOf(Quota quota, QuotaOptions options) =>
        string.Create(
            CultureInfo.InvariantCulture, $"\"{NameOf(quota)}\";q={options.Requests};w={SecondsOf(options.Window)}");

    private static string NameOf(Quota quota) => quota switch
    {
        Quota.Account => "account",
        Quota.SignIn => "sign-in",
        Quota.Guest => "guest",
        _ => "anonymous",
    };

    private static int SecondsOf(TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);
}
