using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Registering, signing in and out.</summary>
[Route("auth"), Tags("Sign-in")]
public sealed class AuthController(
    IRegistrationService registration, ILoginService login, IRefreshService refresh, ILogoutService logout, IUserService users, ICurrentUser user)
    : ShopController
{
    /// <summary>Opens an account.</summary>
    /// <remarks>Anyone. The account gets the role `user`; asking for another is refused. It is not signed in yet: call `POST /auth/login`.</remarks>
    /// <response code="201">The account, and where it is.</response>
    /// <response code="400">A field is missing or not valid.</response>
    /// <response code="403">`role` or `roles` names another role than `user`.</response>
    /// <response code="409">The user name (`username-taken`) or the e-mail address (`email-taken`) is taken, whatever the capitals.</response>
    [HttpPost("register"), SendsVersion, AllowAnonymous, ProducesResponseType<RegisterResponse>(201)]
    public async Task<ActionResult<RegisterResponse>> Register(RegisterRequest request, CancellationToken ct)
    {
        var registered = await registration.RegisterAsync(request, ct);
        return CreatedPrivate($"/auth/users/{registered.User.Id}", registered, registered.User.Version);
    }

    /// <summary>Signs in with user name or e-mail address, and password.</summary>
    /// <remarks>
    /// Anyone. A wrong password and an unknown name get the same answer. Wrong tries are counted for every name, whether it exists
    /// or not; an account's user name and e-mail address count as one. A locked name gets 429, with the right password too. Settings change
    /// these limits:
    /// - 10 wrong tries with one name from one network lock the name for that network for 15 minutes.
    /// - 50 with one name from all networks that nobody signed in to it from within 30 days lock it for such networks,
    ///   each time for longer.
    /// - 100 from one network with any names lock that network out of all names that nobody signed in to from there within 30 days.
    /// </remarks>
    /// <response code="200">The account, an access token and a refresh token: a new session.</response>
    /// <response code="400">A field is missing.</response>
    /// <response code="401">The name or the password is wrong (`invalid-credentials`).</response>
    /// <response code="429">Too many wrong tries; `Retry-After` says how many seconds to wait.</response>
    [HttpPost("login"), AllowAnonymous, ProducesResponseType<SignInResponse>(200)]
    public async Task<ActionResult<SignInResponse>> Login(LoginRequest request, CancellationToken ct) =>
        Private(await login.SignInAsync(user.Actor, request.Username, request.Password, ct));

    /// <summary>Exchanges a refresh token for the next pair of tokens.</summary>
    /// <remarks>
    /// Anyone who holds one. A refresh token is good for one exchange. Sent again within ten seconds, as by a second tab, it gets the same
    /// next refresh token. A later use is taken as theft: it is refused, and its whole session ends, with all tokens that came from it.
    /// </remarks>
    /// <response code="200">As from signing in; the session is the same.</response>
    /// <response code="400">No token was sent.</response>
    /// <response code="401">It is unknown, expired or used, or its session has ended (`invalid-refresh-token`). Sign in again.</response>
    [HttpPost("refresh"), AllowAnonymous, ProducesResponseType<SignInResponse>(200)]
    public async Task<ActionResult<SignInResponse>> Refresh(RefreshRequest request, CancellationToken ct) =>
        Private(await refresh.RefreshAsync(user.Actor, request.RefreshToken, ct));

    /// <summary>Signs out: ends the session of a refresh token.</summary>
    /// <remarks>Anyone who holds a refresh token. The session's access token is refused from the next request on.</remarks>
    /// <response code="204">The session has ended; also when it had before, or there never was one.</response>
    /// <response code="400">No token was sent.</response>
    [HttpPost("logout"), AllowAnonymous, ProducesResponseType(204)]
    public async Task<IActionResult> Logout(RefreshRequest request, CancellationToken ct)
    {
        await logout.SignOutAsync(request.RefreshToken, ct);
        return DonePrivate();
    }

    /// <summary>Signs out everywhere: ends all your sessions, this one too.</summary>
    /// <remarks>Anyone signed in.</remarks>
    /// <response code="204">They have ended.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpPost("logout-all"), Authorize(Policy = Policies.SignedIn), ProducesResponseType(204)]
    public async Task<IActionResult> LogoutAll(CancellationToken ct)
    {
        await logout.SignOutEverywhereAsync(user.Actor, ct);
        return DonePrivate();
    }

    /// <summary>Your own account.</summary>
    /// <remarks>Anyone signed in.</remarks>
    /// <response code="200">The account with the roles it has now.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpGet("me"), Authorize(Policy = Policies.SignedIn), ProducesResponseType<UserResponse>(200)]
    public async Task<ActionResult<UserResponse>> Me(CancellationToken ct)
    {
        var me = await users.GetAsync(user.Actor, user.Actor.UserId, ct);
        return Private(me, me.Version);
    }
}
