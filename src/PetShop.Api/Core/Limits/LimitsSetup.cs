using Microsoft.AspNetCore.RateLimiting;

namespace PetShop.Api.Core.Limits;

/// <summary>Rate limits with ASP.NET Core's rate limiter, and a limit on concurrent writes of one account.</summary>
public static class LimitsSetup
{
    /// <summary>Registers the limits on one caller's requests to a node.</summary>
    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section)
            .Validate(options => options.IsValid(), "A setting of RateLimits is out of range: "
                + "counts start at 1 (WriteQueue at 0), windows at a second, and WritePatience is positive.")
            .ValidateOnStart();
        services.AddSingleton<RequestLimiter>().AddSingleton<TooManyRequestsWriter>()
            .AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>()
            .Configure<RequestLimiter, TooManyRequestsWriter>((limiter, requests, refusal) =>
            {
                limiter.GlobalLimiter = requests;
                limiter.OnRejected = (rejected, _) => refusal.WriteAsync(rejected);
            });
        return builder;
    }

    /// <summary>
    /// Call it after authentication and before anything is done for the caller: accounts are counted by what the token
    /// proves, not by what it claims.
    /// </summary>
    public static WebApplication UseLimits(this WebApplication app)
    {
        const string Enabled = $"{RateLimitOptions.Section}:{nameof(RateLimitOptions.Enabled)}";
        if (!app.Configuration.GetValue(Enabled, defaultValue: true))
            return app;
        app.UseRateLimiter();
        app.UseMiddleware<AccountWriteLimiter>();
        return app;
    }
}
