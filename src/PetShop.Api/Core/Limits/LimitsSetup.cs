namespace PetShop.Api.Core.Limits;

/// <summary>Rate limits, and a limit on concurrent writes of one account.</summary>
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
        services.AddSingleton<RequestLimiter>().AddSingleton<WriteSlots>();
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
        app.UseMiddleware<RequestLimit>();
        app.UseMiddleware<AccountWriteLimiter>();
        return app;
    }
}
