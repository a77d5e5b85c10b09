using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos;
using PetShop.Api.Operations.Services;

namespace PetShop.Api.Operations.Controllers;

/// <summary>What is written to the log, changed at run time.</summary>
[Route("admin/logging"), Authorize(Policy = Policies.Admin), Tags("Operations")]
public sealed class LoggingController(ILoggingService logging) : ShopController
{
    /// <summary>Shows the log levels in force.</summary>
    /// <remarks>Admins. What the configuration sets, with what was changed at run time.</remarks>
    [HttpGet]
    public ActionResult<LoggingResponse> Get() => Private(logging.Current());

    /// <summary>Changes log levels without a restart.</summary>
    /// <remarks>
    /// Admins. In force on the node that answers at once, on the others after two seconds, and after a restart as well.
    /// What is absent stays as it is; a source set to null loses its level. Set `PetShop.Requests` to `warning` to drop
    /// the line for each request, or `Microsoft.EntityFrameworkCore.Database.Command` to `information` to see the SQL.
    /// </remarks>
    /// <response code="200">The levels in force.</response>
    [HttpPut]
    public async Task<ActionResult<LoggingResponse>> Update(UpdateLoggingRequest request, CancellationToken ct) =>
        Private(await logging.ChangeAsync(request, ct));
}
