using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Returns: requested by customers, decided by admins.</summary>
[Route("sales/returns"), Tags("Returns"), Authorize(Policy = Policies.SignedIn)]
public sealed class ReturnsController(IReturnService returns, IReturnStatusService statuses, ICurrentUser user)
    : ShopController
{
    /// <summary>Lists returns, newest first.</summary>
    /// <remarks>Any signed-in user: their own. Admins: all, with the filter <c>user_id</c>.</remarks>
    /// <response code="200">A page of returns.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ReturnResponse>>> List([FromQuery] ReturnFilter filter, CancellationToken ct) =>
        OkNoStore(await returns.ListAsync(user.Actor, filter, ct));

    /// <summary>Requests a return.</summary>
    /// <remarks>
    /// The order's owner, within 14 days of the delivery (or longer, by the shop's setting), or an admin at any time,
    /// when the order is delivered and paid. The refund is computed from what was
    /// charged. A product may be on several lines; the quantities are added up.
    /// </remarks>
    /// <response code="201">The requested return.</response>
    /// <response code="403">The order belongs to another account.</response>
    /// <response code="409">
    /// The order has not been delivered (`order-not-delivered`) or not been paid (`order-not-paid`). It was delivered
    /// too long ago (`return-too-late`). The quantity exceeds what can be returned (`return-exceeds-order`; `items`
    /// lists the products). Or too many returns of the order were withdrawn (`return-withdrawn-too-often`).
    /// </response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<ReturnResponse>> Create(CreateReturnRequest request, CancellationToken ct)
    {
        var created = await returns.RequestAsync(user.Actor, request, ct);
        return CreatedNoStore($"/sales/returns/{created.Id}", created);
    }

    /// <summary>Reads a return.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="200">The return.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ReturnResponse>> Get(long id, CancellationToken ct) =>
        Answer(await returns.GetAsync(user.Actor, id, ct));

    /// <summary>Changes a return's notes.</summary>
    /// <remarks>Admins. The customer can read the notes.</remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="200">The return.</response>
    [HttpPut("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ReturnResponse>> Update(
        long id, UpdateReturnRequest request, CancellationToken ct) =>
        Answer(await statuses.UpdateAsync(id, request, IfMatch, ct));

    /// <summary>Approves, rejects, processes or withdraws a return.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. requested → approved, rejected or withdrawn, approved → processed or
    /// rejected. Processing records the refund, unless the whole invoice was refunded before. With <c>restock</c> it
    /// also returns the goods to stock, once.
    /// </remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="200">The return.</response>
    /// <response code="403">The caller is not an admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">
    /// This status change is not allowed (`status-not-allowed`): `allowed` lists the possible ones. The order has not
    /// been paid (`order-not-paid`). Or the return would refund more than is left of the payment
    /// (`refund-exceeds-payment`): `refundable` is what is left.
    /// </response>
    [HttpPatch("{id:long}/status"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ReturnResponse>> Move(long id, ReturnStatusRequest request, CancellationToken ct) =>
        Answer(await statuses.MoveAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Withdraws a return.</summary>
    /// <remarks>
    /// Its owner or an admin, while it is requested. It can still be read, with the status <c>withdrawn</c>.
    /// Withdrawing it again changes nothing.
    /// </remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="204">The return is withdrawn.</response>
    /// <response code="409">The return has already been decided (`return-under-way`).</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Withdraw(long id, CancellationToken ct)
    {
        await statuses.WithdrawAsync(user.Actor, id, IfMatch, ct);
        return NoContentNoStore();
    }

    private ActionResult<ReturnResponse> Answer(ReturnResponse found) => OkNoStore(found, found.Version);
}
