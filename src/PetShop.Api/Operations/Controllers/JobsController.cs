using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos.Background;
using PetShop.Api.Operations.Services.Background;

namespace PetShop.Api.Operations.Controllers;

/// <summary>What the shop does in the background.</summary>
[Route("admin/jobs"), Tags("Operations"), Authorize(Policy = Policies.Admin)]
public sealed class JobsController(IWorkService work) : ShopController
{
    /// <summary>Lists jobs with their last runs, and queues with what is in them.</summary>
    /// <remarks>Admins. What was given up is listed at `/admin/queues/{queue}/parked`.</remarks>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<JobsResponse>> List(CancellationToken ct) => OkNoStore(await work.ListAsync(ct));

    /// <summary>Runs a job soon.</summary>
    /// <remarks>
    /// Admins. A node that runs jobs takes it within about a second; if it is running already, it runs again
    /// afterwards. See `GET /admin/jobs` for what became of it.
    /// </remarks>
    /// <param name="job" example="event-cleanup">The job's name.</param>
    /// <response code="202">It will run. The answer shows the last run before.</response>
    /// <response code="404">There is no such job.</response>
    [HttpPost("{job}/run")]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<JobResponse>> Run(string job, CancellationToken ct) =>
        AcceptedNoStore(await work.RunAsync(job, ct));
}
