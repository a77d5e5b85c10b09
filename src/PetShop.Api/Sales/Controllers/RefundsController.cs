using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Refunds of orders.</summary>
[Route("sales/orders/{id:long}/refunds"), Tags("Refunds"), Authorize(Policy = Policies.SignedIn)]
public sealed class RefundsController(IRefundService refunds, ICurrentUser user) : ShopController
{
    /// <summary>Lists an order's refunds.</summary>
    /// <remarks>
    /// The order's owner or an admin. A refund is recorded when a paid invoice is set to refunded, a paid order is
    /// cancelled or a return is processed. Their sum never exceeds the payment.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of refunds, the oldest first.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<RefundResponse>>> List(
        long id, [FromQuery] RefundFilter filter, CancellationToken ct) =>
        OkNoStore(await refunds.ListAsync(user.Actor, id, filter, ct));
}
