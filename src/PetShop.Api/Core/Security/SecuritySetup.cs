using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Security.Keys;

namespace PetShop.Api.Core.Security;

public static class SecuritySetup
{
    /// <summary>Bearer tokens, policies, the current user, protection of keys.</summary>
    public static WebApplicationBuilder AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section);
        builder.AddKeyProtection();
        services.AddHttpContextAccessor().AddScoped<ICurrentUser, CurrentUser>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddSingleton<CallerLookup>().AddSingleton<CheckedTokens>()
            .AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtSetup>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser().RequireRole(Actor.AdminRole));
        return builder;
    }

    /// <summary>Finds out who calls: the client's own address, and the account that its token proves.</summary>
    public static WebApplication UseCallers(this WebApplication app)
    {
        app.UseKnownProxies();
        // Without a token there is nobody to find. The host must be told, or it puts the middleware in front of all others.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseMiddleware<KnownCallers>();
        app.UseWhen(
            context => context.Request.Headers.Authorization.Count > 0 && context.User.Identity is not ActorIdentity,
            withToken => withToken.UseAuthentication());
        return app;
    }

    /// <summary>Whether the caller may do that.</summary>
    public static WebApplication UsePolicies(this WebApplication app)
    {
        app.UseAuthorization();
        return app;
    }
}
