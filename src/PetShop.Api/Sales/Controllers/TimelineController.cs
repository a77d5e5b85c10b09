using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Timeline;
using PetShop.Api.Sales.Services.Timeline;

namespace PetShop.Api.Sales.Controllers;

/// <summary>What happened to orders, and notes on them.</summary>
[Route("sales/orders/{id:long}"), Tags("Orders"), Authorize(Policy = Policies.SignedIn)]
public sealed class TimelineController(ITimelineService timeline, ICurrentUser user) : ShopController
{
    /// <summary>Lists what happened to an order, the newest first.</summary>
    /// <remarks>
    /// The order's owner or an admin. Each change of the order, its shipments, invoices, returns and
    /// refunds is an entry, with its author and the values before and after it. Only admins see internal
    /// notes and who archived the order.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of the timeline.</response>
    [HttpGet("timeline")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<TimelineEntryResponse>>> List(
        long id, [FromQuery] TimelineFilter filter, CancellationToken ct) =>
        OkNoStore(await timeline.ListAsync(user.Actor, id, filter, ct));

    /// <summary>Adds a note to an order.</summary>
    /// <remarks>
    /// The order's owner or an admin. The note becomes an entry of the timeline and cannot be changed. Admins write
    /// notes for the customer or internal ones, which the customer never sees. A customer can write 20 notes on an
    /// order.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="201">The note.</response>
    /// <response code="403">
    /// The order belongs to another user, or the caller is not an admin and the note is `internal`.
    /// </response>
    /// <response code="409">The customer has written too many notes on the order (`too-many-notes`).</response>
    [HttpPost("notes")]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<TimelineEntryResponse>> AddNote(
        long id, OrderNoteRequest request, CancellationToken ct) =>
        CreatedNoStore($"/sales/orders/{id}/timeline", await timeline.AddNoteAsync(user.Actor, id, request, ct));
}
