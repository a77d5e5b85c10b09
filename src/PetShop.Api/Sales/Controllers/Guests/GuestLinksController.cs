using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Services.GuestOrders;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>New links to orders of guests.</summary>
[Route("sales/orders/{id:long}/guest-link"), Tags("Guests"), Authorize(Policy = Policies.Admin)]
public sealed class GuestLinksController(IGuestLinkService links, ICurrentUser user) : ShopController
{
    /// <summary>Makes a new link to a guest's order.</summary>
    /// <remarks>
    /// Admins, for a guest whose link was lost or has expired: make sure that it is this customer. The link is valid
    /// from now on; earlier ones stay valid until they expire. It is recorded in the order's timeline, for admins.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The links.</response>
    /// <response code="409">
    /// The order belongs to an account (`order-has-account`), or its guest's data were erased (`guest-erased`).
    /// </response>
    [HttpPost]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<GuestOrderLinks>> Issue(long id, CancellationToken ct) =>
        OkNoStore(await links.IssueAsync(user.Actor, id, ct));
}
