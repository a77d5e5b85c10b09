using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.IntegrationTests.Shop;

/// <summary>Register and login in memory, where the domain that owns accounts is not in the program.</summary>
internal sealed class StandInAuth(TimeProvider clock) : ISessionReader, ITokenKeys, IStartupFilter
{
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "stand-in" };
    private readonly ConcurrentDictionary<string, long> _people = new();
    private readonly ConcurrentDictionary<Guid, Actor> _sessions = new();

    public static void AddWhereMissing(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ITokenKeys)))
            return;
        services.AddSingleton<StandInAuth>();
        services.AddSingleton<ISessionReader>(provider => provider.GetRequiredService<StandInAuth>());
        services.AddSingleton<ITokenKeys>(provider => provider.GetRequiredService<StandInAuth>());
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<StandInAuth>());
    }

    public Task<Actor?> FindAsync(Guid sessionId, CancellationToken ct) => Task.FromResult(_sessions.GetValueOrDefault(sessionId));

    public ValueTask<IReadOnlyCollection<SecurityKey>> ListAsync(CancellationToken ct) => new([_key]);

    public void Refresh()
    {
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map("/auth/register", branch => branch.Run(context => AnswerAsync(context, StatusCodes.Status201Created)));
        app.Map("/auth/login", branch => branch.Run(context => AnswerAsync(context, StatusCodes.Status200OK)));
        next(app);
    };

    private async Task AnswerAsync(HttpContext context, int status)
    {
        var name = (string)(await JsonNode.ParseAsync(context.Request.Body))!["username"]!;
        var id = _people.GetOrAdd(name, _ => _people.Count + 1);
        var session = Guid.NewGuid();
        _sessions[session] = new Actor(id, session, name == Admin.Name ? [Actor.AdminRole, Actor.UserRole] : [Actor.UserRole]);
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new { user = new { id, username = name }, token = TokenFor(id, session), refresh_token = "none" });
    }

    private string TokenFor(long id, Guid session) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "petshop",
        Audience = "petshop-api",
        TokenType = "at+jwt",
        Expires = clock.GetUtcNow().AddMinutes(15).UtcDateTime,
        Claims = new Dictionary<string, object> { ["sub"] = id.ToString(CultureInfo.InvariantCulture), ["sid"] = session.ToString() },
        SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
    });
}
