using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Security;

/// <summary>
/// The account on whose behalf an operation runs. Services take it as an argument, so that jobs can call them too.
/// </summary>
/// <param name="UserId">The account; 0 for an anonymous caller and for the shop itself.</param>
/// <param name="SessionId">The session of the request; null for anonymous callers and jobs.</param>
/// <param name="Roles">The account's current roles.</param>
public sealed record Actor(long UserId, Guid? SessionId, IReadOnlyCollection<string> Roles)
{
    public const string AdminRole = "admin";
    public const string UserRole = "user";

    /// <summary>A caller without a valid token.</summary>
    public static readonly Actor Anonymous = new(0, null, []);

    /// <summary>The shop itself, for jobs that act on nobody's behalf.</summary>
    public static readonly Actor Shop = new(0, null, []) { IsShop = true };

    /// <summary>Whether this is the shop itself.</summary>
    public bool IsShop { get; private init; }

    /// <summary>The account to record as the author of a change; null for the shop itself and for guests.</summary>
    public long? AccountId => UserId == 0 ? null : UserId;

    /// <summary>Where the request came from.</summary>
    public ClientInfo Client { get; init; } = ClientInfo.Unknown;

    /// <summary>
    /// Whether the caller is anonymous because the access token that was sent is malformed or expired, or its session
    /// has ended.
    /// </summary>
    public bool HasRefusedToken { get; init; }

    /// <summary>
    /// The id of the one resource without an account that a signed link gives the caller access to; null without one.
    /// </summary>
    public long? LinkedId { get; init; }

    public bool IsAdmin { get; } = Roles.Contains(AdminRole);

    /// <summary>Whether this is <paramref name="ownerId"/> or an admin.</summary>
    /// <param name="ownerId">Null if the data belong to no account.</param>
    public bool MaySee(long? ownerId) => IsAdmin || (UserId != 0 && UserId == ownerId);

    /// <summary>The refusal of an admin-only feature of a public route.</summary>
    /// <param name="forOthers">The refusal for callers whose token was not rejected.</param>
    /// <returns>401 if a new token may help.</returns>
    public ShopException NotAdmin(ShopException forOthers) => HasRefusedToken
        ? new ShopException(ProblemTypes.Unauthenticated,
            "The access token has expired, or its session has ended. Refresh it or sign in again.")
        : forOthers;

    /// <param name="ownerId">Null if the data belong to no account.</param>
    /// <exception cref="ShopException">403: the data belong to somebody else.</exception>
    public void EnsureMaySee(long? ownerId)
    {
        if (!MaySee(ownerId))
            throw ShopException.Forbidden("This belongs to another account.");
    }

    /// <summary>The account that a request is for: the caller's own, unless an admin names another.</summary>
    /// <param name="userId"><c>user_id</c> as sent; null if absent.</param>
    /// <exception cref="ShopException">403: another account, and the caller is not an admin.</exception>
    public long ActsFor(long? userId)
    {
        if (userId is not { } id || id == UserId)
            return UserId;
        EnsureMaySee(id);
        return id;
    }
}
