using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Returns: asked for by customers, decided on by admins.</summary>
[Route("sales/returns"), Authorize(Policy = Policies.SignedIn), Tags("Returns")]
public sealed class ReturnsController(IReturnService returns, IReturnStatusService statuses, ICurrentUser user) : ShopController
{
    /// <summary>Lists returns, newest first.</summary>
    /// <remarks>Anyone signed in: their own. Admins: all, and the filter <c>user_id</c>.</remarks>
    /// <response code="200">A page of returns.</response>
    [HttpGet, ProducesResponseType<Page<ReturnResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult> List([FromQuery] ReturnFilter filter, CancellationToken ct) =>
        Private(await returns.ListAsync(user.Actor, filter, ct));

    /// <summary>Asks to send goods back.</summary>
    /// <remarks>The order's owner or an admin, once it is delivered and paid. The refund is computed from what was charged. A product may stand on several lines; their sum counts.</remarks>
    /// <response code="201">The return, requested.</response>
    /// <response code="403">The order is another account's.</response>
    /// <response code="409">The order has not been delivered (`order-not-delivered`) or not been paid (`order-not-paid`). Or it is more than can be returned (`return-exceeds-order`): `items` names every such product.</response>
    [HttpPost, Idempotent, ProducesResponseType<ReturnResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult> Create(CreateReturnRequest request, CancellationToken ct)
    {
        var created = await returns.RequestAsync(user.Actor, request, ct);
        return CreatedPrivate($"/sales/returns/{created.Id}", created);
    }

    /// <summary>Reads a return.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="200">The return.</response>
    [HttpGet("{id:long}"), ProducesResponseType<ReturnResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Get(long id, CancellationToken ct) => Answer(await returns.GetAsync(user.Actor, id, ct));

    /// <summary>Notes something on a return.</summary>
    /// <remarks>Admins. The customer can read it.</remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="200">The return.</response>
    [HttpPut("{id:long}"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType<ReturnResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Update(long id, UpdateReturnRequest request, CancellationToken ct) =>
        Answer(await statuses.UpdateAsync(id, request, IfMatch, ct));

    /// <summary>Approves, rejects, processes or withdraws a return.</summary>
    /// <remarks>
    /// Admins, not for their own orders. requested → approved, rejected or withdrawn, approved → processed or rejected.
    /// Processing books the refund, unless the whole invoice was refunded before; with <c>restock</c> the goods go back
    /// on the shelf then, once.
    /// </remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="200">The return.</response>
    /// <response code="403">The caller is no admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">
    /// The status cannot change to this one (`status-not-allowed`): `allowed` lists those it can. The order has not
    /// been paid (`order-not-paid`). Or less is left of the payment than the return gives back
    /// (`refund-exceeds-payment`): `refundable` says how much.
    /// </response>
    [HttpPatch("{id:long}/status"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType<ReturnResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Move(long id, ReturnStatusRequest request, CancellationToken ct) =>
        Answer(await statuses.MoveAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Withdraws a return.</summary>
    /// <remarks>Its owner or an admin, while it is requested. It stays readable, as <c>withdrawn</c>. Again changes nothing.</remarks>
    /// <param name="id">The return's id.</param>
    /// <response code="204">It is withdrawn.</response>
    /// <response code="409">It was decided on already (`return-under-way`).</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch, ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Withdraw(long id, CancellationToken ct)
    {
        await statuses.WithdrawAsync(user.Actor, id, IfMatch, ct);
        return DonePrivate();
    }

    private ObjectResult Answer(ReturnResponse found) => Private(found, found.Version);
}
