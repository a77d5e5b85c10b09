using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Services.GuestOrders;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>Returns of guests' orders, by the order's link.</summary>
[Route("sales/orders/guest/{id:long}/returns"), Tags("Guests"), AllowAnonymous]
public sealed class GuestReturnsController(IGuestReturnService returns, ICurrentUser user) : ShopController
{
    /// <summary>Lists the returns of a guest's order, newest first.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of returns.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ReturnResponse>>> List(
        long id, [FromQuery] GuestListQuery query, CancellationToken ct) =>
        OkNoStore(await returns.ListAsync(user.Actor, id, query, ct));

    /// <summary>Requests a return of a guest's order.</summary>
    /// <remarks>
    /// Anyone with the order's link, within 14 days of the delivery (or longer, by the shop's setting), when the order
    /// is delivered and paid. The refund is computed from what was charged.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="201">The requested return.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    /// <response code="409">
    /// The order has not been delivered (`order-not-delivered`) or not been paid (`order-not-paid`). It was delivered
    /// too long ago (`return-too-late`). The quantity exceeds what can be returned (`return-exceeds-order`; `items`
    /// lists the products). Or too many returns of the order were withdrawn (`return-withdrawn-too-often`).
    /// </response>
    [HttpPost, Idempotent, GuestWrite]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<ReturnResponse>> Create(
        long id, [Credential] string? token, GuestReturnRequest request, CancellationToken ct)
    {
        var created = await returns.RequestAsync(user.Actor, id, token, request, ct);
        return CreatedNoStore($"/sales/orders/guest/{id}/returns/{created.Id}?token={token}", created);
    }

    /// <summary>Reads a return of a guest's order.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="returnId">The return's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The return.</response>
    /// <response code="403">
    /// The link has expired (`order-link-expired`), or the return belongs to another order.
    /// </response>
    /// <response code="404">The order or the return does not exist, or the token is not for the order.</response>
    [HttpGet("{return_id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ReturnResponse>> Get(
        long id, [FromRoute(Name = "return_id")] long returnId, [Credential] string? token, CancellationToken ct)
    {
        var found = await returns.GetAsync(user.Actor, id, returnId, token, ct);
        return OkNoStore(found, found.Version);
    }

    /// <summary>Withdraws a return of a guest's order.</summary>
    /// <remarks>
    /// Anyone with the order's link, while the return is requested. It can still be read, with the status
    /// <c>withdrawn</c>. Withdrawing it again changes nothing.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="returnId">The return's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="204">The return is withdrawn.</response>
    /// <response code="403">
    /// The link has expired (`order-link-expired`), or the return belongs to another order.
    /// </response>
    /// <response code="404">The order or the return does not exist, or the token is not for the order.</response>
    /// <response code="409">The return has already been decided (`return-under-way`).</response>
    [HttpDelete("{return_id:long}"), AcceptsIfMatch, GuestWrite]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Withdraw(
        long id, [FromRoute(Name = "return_id")] long returnId, [Credential] string? token, CancellationToken ct)
    {
        await returns.WithdrawAsync(user.Actor, id, returnId, token, IfMatch, ct);
        return NoContentNoStore();
    }
}
