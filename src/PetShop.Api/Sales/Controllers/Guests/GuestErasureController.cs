using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Services.Erasure;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>Erasing what is known of guests.</summary>
[Route("sales/guests/erase"), Tags("Guests"), Authorize(Policy = Policies.Admin)]
public sealed class GuestErasureController(IGuestErasureService erasure, ICurrentUser user) : ShopController
{
    /// <summary>Erases the personal data of a guest.</summary>
    /// <remarks>
    /// Admins, when a guest asks for it: make sure that it is this customer. It does for all orders of guests with this
    /// e-mail address what closing an account does: unpaid orders are cancelled, and what the accounting records do not
    /// need is erased. Paid orders are still delivered. The links to the orders end. Limits of promotions no longer
    /// count these orders for the e-mail address. It cannot be undone. Doing it again changes nothing. Orders of
    /// accounts are not affected, even of one with the same e-mail address.
    /// </remarks>
    /// <response code="200">How many orders were found, and what is kept of them.</response>
    /// <response code="409">Codes of gift cards can be taken, and would be lost (`gift-card-codes-left`).</response>
    [HttpPost]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<GuestErasureResponse>> Erase(GuestErasureRequest request, CancellationToken ct) =>
        OkNoStore(await erasure.EraseAsync(user.Actor, request.Email!, ct));
}
