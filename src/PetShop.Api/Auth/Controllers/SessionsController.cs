using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>The caller's sessions.</summary>
[Route("auth/sessions"), Tags("Sign-in"), Authorize(Policy = Policies.SignedIn)]
public sealed class SessionsController(ISessionService sessions, ICurrentUser user) : ShopController
{
    /// <summary>Lists your sessions, the most recently used first.</summary>
    /// <remarks>
    /// Any signed-in user. There is only one page, because an account has at most 50 sessions. Another sign-in ends the
    /// one that has been unused for longest.
    /// </remarks>
    /// <response code="200">The open sessions.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<SessionResponse>>> List(CancellationToken ct) =>
        OkNoStore(await sessions.ListAsync(user.Actor, ct));

    /// <summary>One of your sessions.</summary>
    /// <remarks>Any signed-in user.</remarks>
    /// <param name="id">The session's id, from `GET /auth/sessions`.</param>
    /// <response code="200">The session.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="404">You have no session with this id, or it has ended.</response>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<SessionResponse>> Get(Guid id, CancellationToken ct) =>
        OkNoStore(await sessions.GetAsync(user.Actor, id, ct));

    /// <summary>Ends one of your sessions.</summary>
    /// <remarks>
    /// Any signed-in user. The session's tokens are rejected from the next request on. You may also end the current
    /// session.
    /// </remarks>
    /// <param name="id">The session's id.</param>
    /// <response code="204">The session has ended.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="404">You have no session with this id, or it had already ended.</response>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> End(Guid id, CancellationToken ct)
    {
        await sessions.EndAsync(user.Actor, id, ct);
        return NoContentNoStore();
    }

    /// <summary>Ends all your other sessions.</summary>
    /// <remarks>Any signed-in user. The current session continues; `POST /auth/logout-all` ends it too.</remarks>
    /// <response code="204">The sessions have ended.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpDelete]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> EndOthers(CancellationToken ct)
    {
        await sessions.EndOthersAsync(user.Actor, ct);
        return NoContentNoStore();
    }
}
