using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos.Background;
using PetShop.Api.Operations.Services.Background;

namespace PetShop.Api.Operations.Controllers;

/// <summary>Work that was given up.</summary>
[Route("admin/queues/{queue}/parked"), Tags("Operations"), Authorize(Policy = Policies.Admin)]
public sealed class QueuesController(IWorkService work) : ShopController
{
    /// <summary>Lists what was given up, the first item first.</summary>
    /// <remarks>Admins. It waits until it is retried. `GET /admin/jobs` lists the queues.</remarks>
    /// <param name="queue" example="webhooks">The queue's name.</param>
    /// <response code="200">A page of items with their last errors.</response>
    /// <response code="404">There is no such queue.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ParkedItemResponse>>> List(
        string queue, [FromQuery] ParkedItemFilter filter, CancellationToken ct) =>
        OkNoStore(await work.ListParkedAsync(queue, filter, ct));

    /// <summary>Lets everything that was given up run again.</summary>
    /// <remarks>Admins. The first 1000 items, as if they were new: repeat it while `has_more`.</remarks>
    /// <param name="queue" example="webhooks">The queue's name.</param>
    /// <response code="200">How many items run again.</response>
    /// <response code="404">There is no such queue.</response>
    [HttpPost("retry")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<RetryResponse>> RetryAll(string queue, CancellationToken ct) =>
        OkNoStore(await work.RetryAllAsync(queue, ct));

    /// <summary>Lets an item run again, as if it were new.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="queue" example="webhooks">The queue's name.</param>
    /// <param name="id">The item's id.</param>
    /// <response code="200">It runs again.</response>
    /// <response code="404">There is no such queue, or no such item is parked.</response>
    [HttpPost("{id:long}/retry")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<RetryResponse>> Retry(string queue, long id, CancellationToken ct) =>
        OkNoStore(await work.RetryAsync(queue, id, ct));
}
