using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services;

/// <summary>What can be refused about accounts and sign-in.</summary>
internal static class AuthProblems
{
    public const string UsernameTakenDetail = "Somebody has this user name, perhaps spelled with other capitals. Choose another.";
    public const string EmailTakenDetail = "There is an account with this e-mail address. Sign in with it, or give another.";

    public static readonly ProblemType UsernameTaken = new("username-taken", "The user name is taken.", ProblemKind.Conflict)
    {
        Example = UsernameTakenDetail,
    };
    public static readonly ProblemType EmailTaken = new("email-taken", "The e-mail address is taken.", ProblemKind.Conflict)
    {
        Example = EmailTakenDetail,
    };
    public static readonly ProblemType InvalidCredentials = new("invalid-credentials", "The user name or the password is wrong.", ProblemKind.Unauthenticated)
    {
        Example = "Check both and try again. After several wrong tries the name is locked for a while.",
    };
    public static readonly ProblemType InvalidRefreshToken = new("invalid-refresh-token", "The refresh token is not valid.", ProblemKind.Unauthenticated)
    {
        Example = "Sign in again: POST /auth/login.",
    };
    public static readonly ProblemType InvalidGrant = new("invalid-grant", "No token can be given for this request.", ProblemKind.Invalid)
    {
        Example = "The user name or the password is wrong. Check both and try again.",
        Members = typeof(InvalidGrantProblem),
    };
    public static readonly ProblemType RoleHeld = new("role-already-held", "The account has this role already.", ProblemKind.Conflict)
    {
        Example = "There is nothing to do: the account has the role admin.",
    };
    public static readonly ProblemType LastRole = new("last-role", "An account needs at least one role.", ProblemKind.Invalid)
    {
        Example = "Give the account another role first, or close it.",
    };
    public static readonly ProblemType LastAdmin = new("last-admin", "The shop needs at least one admin.", ProblemKind.Conflict)
    {
        Example = "Make somebody else an admin first.",
    };

    public static readonly ProblemType InvalidResetToken = new("invalid-reset-token", "The password reset is not valid.", ProblemKind.Invalid)
    {
        Example = "It is unknown, used or expired. Ask for another.",
    };
    public static readonly ProblemType SignInIsOld = new("sign-in-too-old", "This needs a sign-in of the last five minutes.", ProblemKind.Forbidden)
    {
        Example = "Sign in again and repeat the request within five minutes, or send your password to POST /auth/users/{id}/close.",
    };

    /// <summary>The members that OAuth clients read of a refusal (RFC 6749, 5.2).</summary>
    public static Dictionary<string, object?> OAuthMembers(string error, string description) =>
        new() { ["error"] = error, ["error_description"] = description };

    public static ShopException NoSuchUser() => ShopException.NotFound("There is no account with this id, or it was closed.");

    public static ShopException IsLastAdmin() => new(LastAdmin, "Make somebody else an admin first.");

    public static ShopException WrongCredentials() => new(InvalidCredentials, "Check both and try again. After several wrong tries the name is locked for a while.");

    /// <param name="wait">Cut to milliseconds: the database rounds the lock's end, which must not cost a second more.</param>
    public static ShopException Locked(TimeSpan wait) =>
        new(ProblemTypes.TooManyRequests, "There were too many wrong tries. Wait as long as Retry-After says, then try again.")
        {
            RetryAfter = TimeSpan.FromMilliseconds((long)wait.TotalMilliseconds),
        };
}
