using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Where one is signed in.</summary>
[Route("auth/sessions"), Tags("Sign-in"), Authorize(Policy = Policies.SignedIn)]
public sealed class SessionsController(ISessionService sessions, ICurrentUser user) : ShopController
{
    /// <summary>One's sessions, the last used first.</summary>
    /// <remarks>Anyone signed in. All on one page: an account has 50 at most, and the one unused longest ends for the next.</remarks>
    /// <response code="200">The sessions that have not ended.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpGet, ProducesResponseType<Page<SessionResponse>>(200)]
    public async Task<ActionResult<Page<SessionResponse>>> List(CancellationToken ct) => Private(await sessions.ListAsync(user.Actor, ct));

    /// <summary>One of one's sessions.</summary>
    /// <remarks>Anyone signed in.</remarks>
    /// <param name="id">The session's id, as `GET /auth/sessions` lists it.</param>
    /// <response code="200">The session.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="404">You have none with this id, or it has ended.</response>
    [HttpGet("{id:guid}"), ProducesResponseType<SessionResponse>(200)]
    public async Task<ActionResult<SessionResponse>> Get(Guid id, CancellationToken ct) => Private(await sessions.GetAsync(user.Actor, id, ct));

    /// <summary>Ends one of one's sessions.</summary>
    /// <remarks>Anyone signed in. Its tokens are refused from the next request on; the one that asks may be ended, too.</remarks>
    /// <param name="id">The session's id.</param>
    /// <response code="204">It has ended.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="404">You have none with this id, or it has ended before.</response>
    [HttpDelete("{id:guid}"), ProducesResponseType(204)]
    public async Task<IActionResult> End(Guid id, CancellationToken ct)
    {
        await sessions.EndAsync(user.Actor, id, ct);
        return DonePrivate();
    }

    /// <summary>Ends all of one's other sessions.</summary>
    /// <remarks>Anyone signed in. The one that asks goes on; `POST /auth/logout-all` ends it as well.</remarks>
    /// <response code="204">They have ended.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpDelete, ProducesResponseType(204)]
    public async Task<IActionResult> EndOthers(CancellationToken ct)
    {
        await sessions.EndOthersAsync(user.Actor, ct);
        return DonePrivate();
    }
}
