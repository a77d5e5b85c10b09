using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Http;

/// <summary>Section <c>Hsts</c>: whether browsers are told to use HTTPS only (RFC 6797).</summary>
internal sealed class StrictTransportOptions
{
    public const string Section = "Hsts";

    /// <summary>
    /// How long browsers remember it; zero to send nothing. TLS ends in front of the shop, so only its operator knows
    /// whether HTTPS is available.
    /// </summary>
    public TimeSpan MaxAge { get; set; }

    /// <summary>Whether it applies to all subdomains as well.</summary>
    public bool IncludeSubDomains { get; set; }
}

/// <summary>Adds <c>Strict-Transport-Security</c> to every response, if configured.</summary>
internal static class StrictTransport
{
    public static IServiceCollection AddStrictTransport(this IServiceCollection services)
    {
        services.AddOptions<StrictTransportOptions>().BindConfiguration(StrictTransportOptions.Section)
            .Validate(options => options.MaxAge >= TimeSpan.Zero,
                "Hsts:MaxAge is negative. Give a duration such as 365.00:00:00.")
            .ValidateOnStart();
        return services;
    }

    public static void UseStrictTransport(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<StrictTransportOptions>>().Value;
        if (options.MaxAge == TimeSpan.Zero)
            return;
        var value = FormattableString.Invariant($"max-age={(long)options.MaxAge.TotalSeconds}")
            + (options.IncludeSubDomains ? "; includeSubDomains" : "");
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.StrictTransportSecurity = value;
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
