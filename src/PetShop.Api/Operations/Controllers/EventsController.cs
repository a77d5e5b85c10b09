using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos.Events;
using PetShop.Api.Operations.Services.Events;

namespace PetShop.Api.Operations.Controllers;

/// <summary>What happened in the shop.</summary>
[Route("events"), Tags("Events"), Authorize(Policy = Policies.Admin)]
public sealed class EventsController(IEventService events) : ShopController
{
    /// <summary>Lists what happened in the shop, the oldest first.</summary>
    /// <remarks>
    /// Admins. Each event has a cursor: a number that starts at 1 and has no gaps. It is given shortly after the
    /// commit, and what is committed later gets a higher one; the events of one `key` are in the order of its changes.
    /// To follow the shop, send `next_after` as `after` again and again. Events are kept for 90 days unless the shop is
    /// set up differently.
    /// </remarks>
    /// <response code="200">The events after the cursor; `next_after` is also there if there are none.</response>
    /// <response code="400">A parameter is invalid, or the cursor has not been given yet.</response>
    /// <response code="410">Events after this cursor are no longer kept (`events-gone`).</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<EventListResponse>> List([FromQuery] EventFilter filter, CancellationToken ct) =>
        OkNoStore(await events.ListAsync(filter, ct));
}
