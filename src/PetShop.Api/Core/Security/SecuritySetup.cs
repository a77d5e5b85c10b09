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
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, JwtSetup>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser().RequireRole(Actor.AdminRole));
        return builder;
    }

    public static WebApplication UseSecurity(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }
}
