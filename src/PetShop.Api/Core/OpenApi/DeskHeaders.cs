namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// What the pages of Swagger UI may do in a browser: load and call this shop alone, in no one else's frame, without scripts in the
/// page itself. An admin's tokens are kept there, and no text of the shop's data may run as a script.
/// </summary>
internal static class DeskHeaders
{
    /// <summary>Swagger UI writes styles into its page and has its icons as data.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'none'; frame-ancestors 'none'; "
        + "img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'";

    /// <summary>Sends them with whatever the endpoint answers.</summary>
    public static TBuilder WithDeskHeaders<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder =>
        {
            var answer = builder.RequestDelegate!;
            builder.RequestDelegate = context =>
            {
                Apply(context.Response.Headers);
                return answer(context);
            };
        });
        return endpoint;
    }

    private static void Apply(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
