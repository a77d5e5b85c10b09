using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos.Integrity;
using PetShop.Api.Operations.Services.Integrity;

namespace PetShop.Api.Operations.Controllers;

/// <summary>Whether the shop's data agree with each other.</summary>
[Route("admin/integrity"), Tags("Operations"), Authorize(Policy = Policies.Admin)]
public sealed class IntegrityController(IIntegrityService integrity) : ShopController
{
    /// <summary>Tells whether stock, amounts, invoices, refunds and events agree with each other.</summary>
    /// <remarks>
    /// Admins. The job `integrity` checks it once an hour, a part of the data at a time; the answer is what it has
    /// found. To check now, run the job: `POST /admin/jobs/integrity/run`.
    /// </remarks>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<IntegrityResponse>> Get(CancellationToken ct) =>
        OkNoStore(await integrity.ReadAsync(ct));
}
