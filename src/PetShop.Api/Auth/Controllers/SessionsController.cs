using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>The sessions in which the caller is signed in.</summary>
[Route("auth/sessions"), Tags("Sign-in"), Authorize(Policy = Policies.SignedIn)]
public sealed class SessionsController(ISessionService sessions, ICurrentUser user) : ShopController
{
    /// <summary>Lists your sessions, the last used first.</summary>
    /// <remarks>Anyone signed in. All come on one page: an account has at most 50. A sign-in beyond that ends the session that was unused for longest.</remarks>
    /// <response code="200">The sessions that have not ended.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpGet, ProducesResponseType<Page<SessionResponse>>(200)]
    public async Task<ActionResult<Page<SessionResponse>>> List(CancellationToken ct) => Private(await sessions.ListAsync(user.Actor, ct));

    /// <summary>One of your sessions.</summary>
    /// <remarks>Anyone signed in.</remarks>
    /// <param name="id">The session's id, as `GET /auth/sessions` lists it.</param>
    /// <response code="200">The session.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="404">You have none with this id, or it has ended.</response>
    [HttpGet("{id:guid}"), ProducesResponseType<SessionResponse>(200)]
    public async Task<ActionResult<SessionResponse>> Get(Guid id, CancellationToken ct) => Private(await sessions.GetAsync(user.Actor, id, ct));

    /// <summary>Ends one of your sessions.</summary>
    /// <remarks>Anyone signed in. Its tokens are refused from the next request on. You may also end the session that sends this request.</remarks>
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

    /// <summary>Ends all your other sessions.</summary>
    /// <remarks>Anyone signed in. The session that sends this request goes on; `POST /auth/logout-all` ends it too.</remarks>
    /// <response code="204">They have ended.</response>
    /// <response code="401">You are not signed in.</response>
    [HttpDelete, ProducesResponseType(204)]
    public async Task<IActionResult> EndOthers(CancellationToken ct)
    {
        await sessions.EndOthersAsync(user.Actor, ct);
        return DonePrivate();
    }
}
