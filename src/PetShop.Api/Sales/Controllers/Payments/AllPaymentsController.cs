using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Services.Payments;

namespace PetShop.Api.Sales.Controllers.Payments;

/// <summary>Payments of all orders.</summary>
[Route("sales/payments"), Tags("Payments"), Authorize(Policy = Policies.Admin)]
public sealed class AllPaymentsController(IPaymentService payments, ICurrentUser user) : ShopController
{
    /// <summary>Lists payments, those of the newest orders first.</summary>
    /// <remarks>Admins. The filter <c>status</c> finds, for instance, what is disputed or waits to be
    /// captured.</remarks>
    /// <response code="200">A page of payments.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<PaymentResponse>>> List(
        [FromQuery] PaymentFilter filter, CancellationToken ct) =>
        OkNoStore(await payments.ListAsync(user.Actor, filter, ct));
}
