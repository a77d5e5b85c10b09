using System.Security.Claims;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Security;

/// <summary>The caller of the current request.</summary>
public interface ICurrentUser
{
    Actor Actor { get; }
}

internal sealed class CurrentUser(IHttpContextAccessor http) : ICurrentUser
{
    private Actor? _actor;

    public Actor Actor => _actor ??= http.HttpContext is { } context ? FromRequest(context) : Actor.Anonymous;

    private static Actor FromRequest(HttpContext context)
    {
        var client = new ClientInfo(context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent);
        return context.User.Identity is ActorIdentity identity
            ? identity.Actor with { Client = client }
            : Actor.Anonymous with
            {
                Client = client,
                HasRefusedToken = CommonResponseHeaders.HasRefusedToken(context),
            };
    }
}

/// <summary>
/// The identity of a validated token. It contains the actor as looked up now, not what the token once contained.
/// </summary>
internal sealed class ActorIdentity(Actor actor) : ClaimsIdentity(
    actor.Roles.Select(role => new Claim(ClaimTypes.Role, role))
        .Append(new Claim(ClaimTypes.NameIdentifier,
            actor.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    "Bearer")
{
    public new Actor Actor { get; } = actor;
}
