using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Registration, sign-in and sign-out.</summary>
[Route("auth"), Tags("Sign-in")]
public sealed class AuthController(
    IRegistrationService registration, ILoginService login, IRefreshService refresh, ILogoutService logout,
    IUserService users, ICurrentUser user)
    : ShopController
{
    /// <summary>Creates an account.</summary>
    /// <remarks>
    /// Anyone. New accounts always get the role `user`. The account is not signed in yet: call `POST /auth/login`.
    /// </remarks>
    /// <response code="201">The account; Location is its URL.</response>
    /// <response code="400">A field is missing or invalid.</response>
    /// <response code="403">`role` or `roles` names another role than `user`.</response>
    /// <response code="409">
    /// The user name (`username-taken`) or the e-mail address (`email-taken`) is taken, ignoring case.
    /// </response>
    [HttpPost("register"), AllowAnonymous, SendsVersion]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<RegisterResponse>> Register(RegisterRequest request, CancellationToken ct)
    {
        var registered = await registration.RegisterAsync(user.Actor, request, ct);
        return CreatedNoStore($"/auth/users/{registered.User.Id}", registered, registered.User.Version);
    }

    /// <summary>Signs in with user name or e-mail address, and password.</summary>
    /// <remarks>
    /// Anyone. A wrong password and an unknown name get the same answer. Failed attempts are counted for every name,
    /// whether it exists or not; an account's user name and e-mail address count as one name. A locked name gets 429,
    /// even with the correct password. The limits are configurable:
    /// - 10 failures with one name from one network lock the name for that network for 15 minutes.
    /// - 50 failures with one name from all networks without a successful sign-in to it within 30 days lock it for such
    ///   networks, each time for longer.
    /// - 100 failures from one network with any names lock that network out of all names without a successful sign-in
    ///   from there within 30 days.
    /// </remarks>
    /// <response code="200">The account, an access token and a refresh token: a new session.</response>
    /// <response code="400">A field is missing.</response>
    /// <response code="401">The name or the password is wrong (`invalid-credentials`).</response>
    /// <response code="429">Too many failed attempts; `Retry-After` is the number of seconds to wait.</response>
    [HttpPost("login"), AllowAnonymous]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<SignInResponse>> Login(LoginRequest request, CancellationToken ct) =>
        OkNoStore(await login.SignInAsync(user.Actor, request.Username, request.Password, ct));

    /// <summary>Exchanges a refresh token for the next pair of tokens.</summary>
    /// <remarks>
    /// Anyone with a refresh token. It can be exchanged once. If it is sent again within ten seconds, for instance by a
    /// second browser tab, it returns the same new refresh token. A later reuse is treated as theft: it is rejected,
    /// and the whole session ends with all its tokens.
    /// </remarks>
    /// <response code="200">The same as for signing in; the session stays the same.</response>
    /// <response code="400">No token was sent.</response>
    /// <response code="401">
    /// The token is unknown, expired or used, or its session has ended (`invalid-refresh-token`). Sign in again.
    /// </response>
    [HttpPost("refresh"), AllowAnonymous]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<SignInResponse>> Refresh(RefreshRequest request, CancellationToken ct) =>
        OkNoStore(await refresh.RefreshAsync(user.Actor, request.RefreshToken, ct));

    /// <summary>Signs out: ends the session of a refresh token.</summary>
    /// <remarks>Anyone with a refresh token. The session's access token is rejected from the next request on.</remarks>
    /// <response code="204">The session has ended, or had ended before, or never existed.</response>
    /// <response code="400">No token was sent.</response>
    [HttpPost("logout"), AllowAnonymous]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Logout(RefreshRequest request, CancellationToken ct)
    {
        await logout.SignOutAsync(request.RefreshToken, ct);
        return NoContentNoStore();
    }

    /// <summary>Signs out everywhere: ends all your sessions, including this one.</summary>
    /// <remarks>Any signed-in user.</remarks>
    /// <response code="204">The sessions have ended.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpPost("logout-all"), Authorize(Policy = Policies.SignedIn)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> LogoutAll(CancellationToken ct)
    {
        await logout.SignOutEverywhereAsync(user.Actor, ct);
        return NoContentNoStore();
    }

    /// <summary>Your own account.</summary>
    /// <remarks>Any signed-in user.</remarks>
    /// <response code="200">The account with its current roles.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpGet("me"), Authorize(Policy = Policies.SignedIn)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> Me(CancellationToken ct)
    {
        var me = await users.GetAsync(user.Actor, user.Actor.UserId, ct);
        return OkNoStore(me, me.Version);
    }
}
