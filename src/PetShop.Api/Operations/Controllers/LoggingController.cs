using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Operations.Dtos;
using PetShop.Api.Operations.Services;

namespace PetShop.Api.Operations.Controllers;

/// <summary>Log levels, which can be changed at run time.</summary>
[Route("admin/logging"), Tags("Operations"), Authorize(Policy = Policies.Admin)]
public sealed class LoggingController(ILoggingService logging) : ShopController
{
    /// <summary>Returns the current log levels.</summary>
    /// <remarks>Admins. The configuration, including changes at run time.</remarks>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public ActionResult<LoggingResponse> Get() => OkNoStore(logging.Current());

    /// <summary>Changes log levels without a restart.</summary>
    /// <remarks>
    /// Admins. The change takes effect at once on the node that answers and within two seconds on the others, and
    /// survives restarts. Absent fields are unchanged; null removes a source's level. Set `PetShop.Requests` to
    /// `warning` to turn the request log off, or `Microsoft.EntityFrameworkCore.Database.Command` to `information` to
    /// log the SQL.
    /// </remarks>
    /// <response code="200">The current levels.</response>
    [HttpPut]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<LoggingResponse>> Update(UpdateLoggingRequest request, CancellationToken ct) =>
        OkNoStore(await logging.ChangeAsync(request, ct));
}
