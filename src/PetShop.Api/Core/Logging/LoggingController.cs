using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Logging;

/// <summary>What is written to the log, changed while the shop runs.</summary>
[Route("admin/logging"), Authorize(Policy = Policies.Admin), Tags("Operations")]
public sealed class LoggingController(ILoggingService logging) : ShopController
{
    /// <summary>Shows the log levels that hold now.</summary>
    /// <remarks>Admins. What the configuration sets, with what was changed since.</remarks>
    [HttpGet]
    public ActionResult<LoggingResponse> Get() => Private(logging.Current());

    /// <summary>Changes log levels without a restart.</summary>
    /// <remarks>
    /// Admins. Holds on all nodes within moments and outlives a restart. What is absent stays as it is; a source set to null loses its level.
    /// Set `PetShop.Requests` to `warning` to be rid of the line a request, or `Microsoft.EntityFrameworkCore.Database.Command` to
    /// `information` to see the SQL.
    /// </remarks>
    /// <response code="200">The levels that hold now.</response>
    [HttpPut]
    public async Task<ActionResult<LoggingResponse>> Update(UpdateLoggingRequest request, CancellationToken ct) =>
        Private(await logging.ChangeAsync(request, ct));
}
