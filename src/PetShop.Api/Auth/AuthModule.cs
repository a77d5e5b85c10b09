using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth;

public static class AuthModule
{
    /// <summary>Accounts, roles, sign-in and tokens. Knows no other domain.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services) => services.AddTokens();

    private static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddScoped<SigningKeyRepository>().AddScoped<SessionRepository>()
        .AddSingleton<SigningKeys>().AddSingleton<ITokenKeys>(provider => provider.GetRequiredService<SigningKeys>())
        .AddSingleton<TokenIssuer>()
        .AddScoped<ISessionReader, SessionReader>();
}
