using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Services.GivenRefunds;

namespace PetShop.Api.Sales.Controllers.Payments;

/// <summary>Transfers of refunds that need an admin.</summary>
[Route("sales"), Tags("Refunds"), Authorize(Policy = Policies.Admin)]
public sealed class RefundTransfersController(IRefundTransferService transfers, ICurrentUser user) : ShopController
{
    /// <summary>Lists the transfers of refunds that have not succeeded, those of the newest orders first.</summary>
    /// <remarks>
    /// Admins. What no provider makes stays <c>pending</c> until an admin has paid the money back and completes it.
    /// What has <c>failed</c> can be sent again or completed in another way.
    /// </remarks>
    /// <response code="200">A page of transfers.</response>
    [HttpGet("refund-transfers")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<OpenRefundTransfer>>> List(
        [FromQuery] RefundTransferFilter filter, CancellationToken ct) =>
        OkNoStore(await transfers.ListAsync(filter, ct));

    /// <summary>Sends a failed transfer of a refund again.</summary>
    /// <remarks>Admins, but not for their own orders. Another transfer takes its place.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the refund within the order.</param>
    /// <param name="transfer">The number of the transfer within the refund.</param>
    /// <response code="200">The refund.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">It has not failed (`refund-transfer-not-open`).</response>
    [HttpPost("orders/{id:long}/refunds/{number:int}/transfers/{transfer:int}/retry"), Idempotent]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<RefundResponse>> Retry(
        long id, int number, int transfer, CancellationToken ct) =>
        OkNoStore(await transfers.RetryAsync(user.Actor, new(id, number, transfer), ct));

    /// <summary>Says that the money of a transfer has gone back in another way.</summary>
    /// <remarks>Admins, but not for their own orders; for instance after a bank transfer.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the refund within the order.</param>
    /// <param name="transfer">The number of the transfer within the refund.</param>
    /// <response code="200">The refund.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">It has succeeded, or the provider is making it (`refund-transfer-not-open`).</response>
    [HttpPost("orders/{id:long}/refunds/{number:int}/transfers/{transfer:int}/complete"), Idempotent]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<RefundResponse>> Complete(
        long id, int number, int transfer, CancellationToken ct) =>
        OkNoStore(await transfers.CompleteAsync(user.Actor, new(id, number, transfer), ct));
}
