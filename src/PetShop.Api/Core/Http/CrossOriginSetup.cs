using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PetShop.Api.Core.Limits;

namespace PetShop.Api.Core.Http;

/// <summary>CORS. Tokens are sent in a header, never in a cookie: no credentials are allowed.</summary>
internal static class CrossOriginSetup
{
    /// <summary>The response headers that scripts of a storefront may read.</summary>
    private static readonly string[] Exposed =
    [
        "ETag", "Location", "X-Request-Id", "Retry-After", "Idempotent-Replayed", "WWW-Authenticate",
        "Cart-Token", "Content-Disposition",
        RateLimitHeaders.Limit, RateLimitHeaders.Policy,
    ];

    public static IServiceCollection AddCrossOrigin(this IServiceCollection services)
    {
        services.AddOptions<CrossOriginOptions>().BindConfiguration(CrossOriginOptions.Section)
            .Configure<IConfiguration>((cors, settings) => cors.Origins = CrossOriginOptions.ReadOrigins(settings))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<CrossOriginOptions>, CrossOriginOptionsValidator>().AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<CrossOriginOptions>>(
            (cors, ours) => cors.AddDefaultPolicy(policy => Apply(policy, ours.Value)));
        return services;
    }

    public static void UseCrossOrigin(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<CrossOriginOptions>>().Value.Origins;
        if (origins.Length > 0 && !origins.Contains(CrossOriginOptions.Any))
            app.Use(VaryByOrigin);
        app.UseCors();
    }

    private static void Apply(CorsPolicyBuilder policy, CrossOriginOptions options)
    {
        policy.WithOrigins([.. options.Origins.Select(origin => CrossOriginOptions.Serialize(origin) ?? origin)])
            .AllowAnyHeader().AllowAnyMethod().WithExposedHeaders(Exposed);
        if (options.MaxAge > TimeSpan.Zero)
            policy.SetPreflightMaxAge(options.MaxAge);
    }

    /// <summary>
    /// Added to every response: otherwise a cache could give a storefront a response without its CORS headers.
    /// </summary>
    private static Task VaryByOrigin(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            if (!headers.Vary.Any(names => names?.Contains(HeaderNames.Origin, StringComparison.Ordinal) == true))
                headers.Append(HeaderNames.Vary, HeaderNames.Origin);
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
