using System.Security.Claims;

namespace PetShop.Api.Core.Security;

/// <summary>The caller of the request being answered.</summary>
public interface ICurrentUser
{
    Actor Actor { get; }
}

internal sealed class CurrentUser(IHttpContextAccessor http) : ICurrentUser
{
    private Actor? _actor;

    public Actor Actor => _actor ??= FromPrincipal(http.HttpContext?.User);

    private static Actor FromPrincipal(ClaimsPrincipal? user) =>
        user?.Identity is ActorIdentity identity ? identity.Actor : Actor.Anonymous;
}

/// <summary>The identity of a checked token: it carries the actor as the database has it now, not what the token once said.</summary>
internal sealed class ActorIdentity(Actor actor) : ClaimsIdentity(
    actor.Roles.Select(role => new Claim(ClaimTypes.Role, role))
        .Append(new Claim(ClaimTypes.NameIdentifier, actor.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    "Bearer")
{
    public new Actor Actor { get; } = actor;
}
