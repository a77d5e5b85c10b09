namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Browser security headers for the pages of Swagger UI: they may load from and call only this shop, may not be framed,
/// and may not run inline scripts. The pages hold an admin's tokens, and no text from the shop's data may run as a
/// script.
/// </summary>
internal static class SwaggerUiHeaders
{
    /// <summary>Swagger UI uses inline styles and data URLs for its icons.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'none'; "
        + "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'";

    /// <summary>Adds the headers to all responses of the endpoint.</summary>
    public static TBuilder WithSwaggerUiHeaders<TBuilder>(
        this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
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
