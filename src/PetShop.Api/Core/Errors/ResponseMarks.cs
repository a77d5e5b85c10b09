namespace PetShop.Api.Core.Errors;

/// <summary>Headers on every answer. The exception handler clears the headers, so an error gets them again.</summary>
internal static class ResponseMarks
{
    public const string RequestId = "X-Request-Id";

    private const string Challenge = "Bearer";
    private const string RefusedToken = "Bearer error=\"invalid_token\"";

    private static readonly object RefusedTokenItem = new();

    public static void Apply(HttpContext context)
    {
        if (HasRefusedToken(context))
            context.Response.Headers.WWWAuthenticate = RefusedToken;
        context.Response.Headers[RequestId] = context.TraceIdentifier;
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>The token that came was not taken: expired, ended, revoked or malformed. Every answer says so, a public one too (RFC 6750, 3.1).</summary>
    public static void RefuseToken(HttpContext context)
    {
        context.Items[RefusedTokenItem] = true;
        Apply(context);
    }

    /// <summary>A 401 must name a scheme, a refused sign-in too (RFC 9110, 15.5.2).</summary>
    public static void MarkUnauthenticated(HttpContext context) =>
        context.Response.Headers.WWWAuthenticate = HasRefusedToken(context) ? RefusedToken : Challenge;

    /// <summary>Whether a token came that was not taken. One that did not come was not refused.</summary>
    public static bool HasRefusedToken(HttpContext context) => context.Items.ContainsKey(RefusedTokenItem);
}
