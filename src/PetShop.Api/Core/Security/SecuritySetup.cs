using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Security.Keys;

namespace PetShop.Api.Core.Security;

public static class SecuritySetup
{
    /// <summary>Bearer tokens, policies, the current user, and protection of keys.</summary>
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section);
        builder.AddKeyProtection();
        services.AddHttpContextAccessor().AddScoped<ICurrentUser, CurrentUser>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddSingleton<CallerLookup>().AddSingleton<ValidatedTokenCache>()
            .AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtSetup>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser().RequireRole(Actor.AdminRole));
        return builder;
    }

    /// <summary>Identifies the caller: the client's address, and the account of its token.</summary>
    public static WebApplication UseCallers(this WebApplication app)
    {
        app.UseKnownProxies();
        // Without a token there is nothing to authenticate. The host must be told, or it adds the middleware in front
        // of all others.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseMiddleware<KnownCallers>();
        app.UseWhen(
            context => context.Request.Headers.Authorization.Count > 0 && context.User.Identity is not ActorIdentity,
            withToken => withToken.UseAuthentication());
        return app;
    }

    /// <summary>Checks the policies.</summary>
    public static WebApplication UsePolicies(this WebApplication app)
    {
        app.UseAuthorization();
        return app;
    }
}
