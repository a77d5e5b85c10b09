using System.Globalization;

namespace PetShop.Api.Core.Limits;

/// <summary>The fields by which a client sees its limit (draft-ietf-httpapi-ratelimit-headers).</summary>
internal sealed class RateLimitFields(RateLimitOptions options)
{
    /// <summary>What is left: <c>"anonymous";r=999;t=8</c>.</summary>
    public const string Limit = "RateLimit";

    /// <summary>What there is in a window: <c>"anonymous";q=1000;w=10</c>.</summary>
    public const string Policy = "RateLimit-Policy";

    private readonly string[] _policies =
    [
        PolicyOf(Quota.Anonymous, options.Anonymous), PolicyOf(Quota.Account, options.Account),
        PolicyOf(Quota.SignIn, options.SignIn),
    ];

    /// <summary>Writes them when the answer starts: an error clears the headers that were set before.</summary>
    public void Put(HttpContext context, Quota quota, WindowLease lease) => context.Response.OnStarting(static state =>
    {
        var (fields, response, quota, lease) = ((RateLimitFields, HttpResponse, Quota, WindowLease))state;
        response.Headers[Policy] = fields._policies[(int)quota];
        response.Headers[Limit] = string.Create(
            CultureInfo.InvariantCulture, $"\"{NameOf(quota)}\";r={lease.Remaining};t={SecondsOf(lease.Reset)}");
        return Task.CompletedTask;
    }, (this, context.Response, quota, lease));

    private static string PolicyOf(Quota quota, QuotaOptions options) =>
        string.Create(
            CultureInfo.InvariantCulture, $"\"{NameOf(quota)}\";q={options.Requests};w={SecondsOf(options.Window)}");

    private static string NameOf(Quota quota) => quota switch
    {
        Quota.Account => "account",
        Quota.SignIn => "sign-in",
        _ => "anonymous",
    };

    private static int SecondsOf(TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);
}
