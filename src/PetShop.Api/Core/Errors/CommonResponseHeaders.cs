using Microsoft.Extensions.Primitives;

namespace PetShop.Api.Core.Errors;

/// <summary>
/// Headers for every response to a request. The exception handler clears the headers, so they are added again to an
/// error.
/// </summary>
internal sealed class CommonResponseHeaders
{
    public const string RequestId = "X-Request-Id";

    private const string Challenge = "Bearer";
    private const string RefusedToken = "Bearer error=\"invalid_token\"";

    private bool _hasRefusedToken;
    private (string Name, StringValues Value) _first, _second;

    /// <summary>Adds the headers at the beginning of a request.</summary>
    public static void Begin(HttpContext context)
    {
        var marks = new CommonResponseHeaders();
        context.Features.Set(marks);
        marks.Write(context);
    }

    /// <summary>Adds the headers again after they were cleared.</summary>
    public static void Apply(HttpContext context) => Of(context)?.Write(context);

    /// <summary>Adds two headers.</summary>
    public static void Add(
        HttpContext context, (string Name, StringValues Value) first, (string Name, StringValues Value) second)
    {
        if (Of(context) is not { } marks)
            return;
        (marks._first, marks._second) = (first, second);
        marks.WriteAdded(context.Response.Headers);
    }

    /// <summary>
    /// Notes that the token was rejected: expired, ended, revoked or malformed. Every response says so, also on public
    /// routes (RFC 6750, 3.1).
    /// </summary>
    public static void RefuseToken(HttpContext context)
    {
        if (Of(context) is not { } marks)
            return;
        marks._hasRefusedToken = true;
        context.Response.Headers.WWWAuthenticate = RefusedToken;
    }

    /// <summary>A 401 must name a scheme, also for a failed sign-in (RFC 9110, 15.5.2).</summary>
    public static void MarkUnauthenticated(HttpContext context) =>
        context.Response.Headers.WWWAuthenticate = HasRefusedToken(context) ? RefusedToken : Challenge;

    /// <summary>Whether a token was sent and rejected. False if none was sent.</summary>
    public static bool HasRefusedToken(HttpContext context) => Of(context) is { _hasRefusedToken: true };

    private static CommonResponseHeaders? Of(HttpContext context) => context.Features.Get<CommonResponseHeaders>();

    private void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[RequestId] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        if (_hasRefusedToken)
            headers.WWWAuthenticate = RefusedToken;
        WriteAdded(headers);
    }

    private void WriteAdded(IHeaderDictionary headers)
    {
        if (_first.Name is null)
            return;
        headers[_first.Name] = _first.Value;
        headers[_second.Name] = _second.Value;
    }
}
