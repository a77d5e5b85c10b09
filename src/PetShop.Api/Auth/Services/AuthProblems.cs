using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services;

/// <summary>The problems of accounts and sign-in.</summary>
internal static class AuthProblems
{
    public const string UsernameTakenDetail = "Another account has this user name, ignoring case. Choose another.";
    public const string EmailTakenDetail =
        "Another account has this e-mail address. Sign in to it, or give another address.";

    public static readonly ProblemType UsernameTaken =
        new("username-taken", "The user name is taken.", ProblemKind.Conflict)
        {
            Example = UsernameTakenDetail,
        };
    public static readonly ProblemType EmailTaken =
        new("email-taken", "The e-mail address is taken.", ProblemKind.Conflict)
        {
            Example = EmailTakenDetail,
        };
    public static readonly ProblemType InvalidCredentials =
        new("invalid-credentials", "The user name or the password is wrong.", ProblemKind.Unauthenticated)
        {
            Example = "Check both and try again. After several failed attempts, the name is locked for a while.",
        };
    public static readonly ProblemType InvalidRefreshToken =
        new("invalid-refresh-token", "The refresh token is not valid.", ProblemKind.Unauthenticated)
        {
            Example = "Sign in again: POST /auth/login.",
        };
    public static readonly ProblemType InvalidGrant =
        new("invalid-grant", "The token request was refused.", ProblemKind.Invalid)
        {
            Example = "The user name or the password is wrong. Check both and try again.",
            Members = typeof(InvalidGrantProblem),
        };
    public static readonly ProblemType RoleHeld =
        new("role-already-held", "The account already has this role.", ProblemKind.Conflict)
        {
            Example = "Nothing was changed: the account already has the role admin.",
        };
    public static readonly ProblemType LastRole =
        new("last-role", "An account needs at least one role.", ProblemKind.Invalid)
        {
            Example = "Add another role first, or close the account.",
        };
    public static readonly ProblemType LastAdmin =
        new("last-admin", "The shop needs at least one admin.", ProblemKind.Conflict)
        {
            Example = "Make another account an admin first.",
        };
    public static readonly ProblemType AddressBookFull =
        new("address-book-full", "The account has too many addresses.", ProblemKind.Conflict)
        {
            Example = "An account has at most 50 addresses. Delete one that is no longer needed, then add this one.",
        };

    public static readonly ProblemType InvalidResetToken =
        new("invalid-reset-token", "The password reset token is not valid.", ProblemKind.Invalid)
        {
            Example = "The token is unknown, used or expired. Ask for another one.",
        };
    public static readonly ProblemType InvalidEmailToken =
        new("invalid-email-token", "The token for the e-mail address is not valid.", ProblemKind.Invalid)
        {
            Example = "The token is unknown, used or expired. Ask for another link.",
        };
    public static readonly ProblemType MailOff =
        new("mail-off", "The shop sends no mail.", ProblemKind.Unavailable)
        {
            Example = "This shop sends no e-mail. Ask the shop for help.",
        };
    public static readonly ProblemType SignInTooOld =
        new("sign-in-too-old", "A recent sign-in is required.", ProblemKind.Forbidden)
        {
            Example = "Sign in again and repeat the request within five minutes, or send your password to POST "
                + "/auth/users/{id}/close.",
        };

    /// <summary>The members of a refusal that OAuth clients read (RFC 6749, 5.2).</summary>
    public static Dictionary<string, object?> OAuthMembers(string error, string description) =>
        new() { ["error"] = error, ["error_description"] = description };

    public static ShopException UserNotFound() => ShopException.NotFound("The account does not exist or was closed.");

    public static ShopException SendsNoMail() => new(MailOff, MailOff.Example!);

    public static ShopException IsNoEmailToken() => new(InvalidEmailToken, InvalidEmailToken.Example!);

    public static ShopException AskedTooOften(TimeSpan wait) => new(ProblemTypes.TooManyRequests,
        "Several links were sent to you already. Look for them, also among unwanted mail, or wait for an hour.")
    {
        RetryAfter = wait,
    };

    /// <param name="most">The most addresses of an account.</param>
    public static ShopException IsBookFull(int most) => new(AddressBookFull,
        $"An account has at most {most} addresses. Delete one that is no longer needed, then add this one.");

    public static ShopException IsOthersAddress() =>
        ShopException.Forbidden("This address belongs to another account.");

    public static ShopException IsLastAdmin() => new(LastAdmin, "Make another account an admin first.");

    public static ShopException WrongCredentials() =>
        new(InvalidCredentials,
            "Check both and try again. After several failed attempts, the name is locked for a while.");

    /// <param name="wait">Rounded down to milliseconds: the database rounds the end of the lock, which must not add a
    /// second.</param>
    public static ShopException Locked(TimeSpan wait) =>
        new(ProblemTypes.TooManyRequests,
            "There were too many failed attempts. Wait for the time in Retry-After, then try again.")
        {
            RetryAfter = TimeSpan.FromMilliseconds((long)wait.TotalMilliseconds),
        };
}
