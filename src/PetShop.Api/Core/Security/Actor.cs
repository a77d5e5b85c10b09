using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Security;

/// <summary>On whose behalf something happens. Services take it as an argument, so that jobs can call them too.</summary>
/// <param name="UserId">The account; 0 for nobody.</param>
/// <param name="SessionId">The session the request came with; null for nobody and for jobs.</param>
/// <param name="Roles">The roles held now.</param>
public sealed record Actor(long UserId, Guid? SessionId, IReadOnlyCollection<string> Roles)
{
    public const string AdminRole = "admin";
    public const string UserRole = "user";

    /// <summary>A caller without a valid token.</summary>
    public static readonly Actor Anonymous = new(0, null, []);

    /// <summary>Where the request came from.</summary>
    public ClientInfo Client { get; init; } = ClientInfo.Unknown;

    /// <summary>Whether this is nobody because the access token that was sent has expired, was ended or never was one.</summary>
    public bool HasRefusedToken { get; init; }

    public bool IsAdmin { get; } = Roles.Contains(AdminRole);

    /// <summary>Whether this is <paramref name="ownerId"/> or an admin.</summary>
    public bool MaySee(long ownerId) => IsAdmin || (UserId != 0 && UserId == ownerId);

    /// <summary>A refusal of what only admins may ask for on a public route.</summary>
    /// <param name="forOthers">What a caller is told whose token was not refused.</param>
    /// <returns>401 where a new token may help.</returns>
    public ShopException NotAdmin(ShopException forOthers) => HasRefusedToken
        ? new ShopException(ProblemTypes.Unauthenticated, "The access token has expired, or its session has ended. Refresh it or sign in again.")
        : forOthers;

    /// <exception cref="ShopException">403: the data are another's.</exception>
    public void EnsureMaySee(long ownerId)
    {
        if (!MaySee(ownerId))
            throw ShopException.Forbidden("This belongs to another account.");
    }

    /// <summary>The account that a request is for: the caller's own unless an admin names another.</summary>
    /// <param name="userId"><c>user_id</c> as sent; null where left out.</param>
    /// <exception cref="ShopException">403: another's, and the caller is no admin.</exception>
    public long ActsFor(long? userId)
    {
        if (userId is not { } id || id == UserId)
            return UserId;
        EnsureMaySee(id);
        return id;
    }
}
