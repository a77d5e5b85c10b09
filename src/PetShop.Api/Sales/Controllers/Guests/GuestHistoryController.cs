using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Dtos.Timeline;
using PetShop.Api.Sales.Services.GuestOrders;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>What happened to guests' orders, by the order's link.</summary>
[Route("sales/orders/guest/{id:long}"), Tags("Guests"), AllowAnonymous]
public sealed class GuestHistoryController(IGuestHistoryService history, ICurrentUser user) : ShopController
{
    /// <summary>Lists the shipments of a guest's order, oldest first.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of shipments, with where they can be followed.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet("shipments")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ShipmentResponse>>> ListShipments(
        long id, [FromQuery] GuestListQuery query, CancellationToken ct) =>
        OkNoStore(await history.ListShipmentsAsync(user.Actor, id, query, ct));

    /// <summary>Lists the invoices of a guest's order, newest first.</summary>
    /// <remarks>Anyone with the order's link. At most one is not void.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of invoices.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet("invoices")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<InvoiceResponse>>> ListInvoices(
        long id, [FromQuery] GuestListQuery query, CancellationToken ct) =>
        OkNoStore(await history.ListInvoicesAsync(user.Actor, id, query, ct));

    /// <summary>Lists the refunds of a guest's order, oldest first.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of refunds.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet("refunds")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<RefundResponse>>> ListRefunds(
        long id, [FromQuery] GuestListQuery query, CancellationToken ct) =>
        OkNoStore(await history.ListRefundsAsync(user.Actor, id, query, ct));

    /// <summary>Lists what happened to a guest's order, newest first.</summary>
    /// <remarks>Anyone with the order's link. Internal notes of the shop are not included.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of the timeline.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet("timeline")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<TimelineEntryResponse>>> ListEvents(
        long id, [FromQuery] GuestListQuery query, CancellationToken ct) =>
        OkNoStore(await history.ListEventsAsync(user.Actor, id, query, ct));

    /// <summary>Adds a note to a guest's order.</summary>
    /// <remarks>
    /// Anyone with the order's link. The note becomes an entry of the timeline and cannot be changed. A guest can write
    /// 20 notes on an order.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="201">The note.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    /// <response code="409">The guest has written too many notes on the order (`too-many-notes`).</response>
    [HttpPost("notes"), GuestWrite]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<TimelineEntryResponse>> AddNote(
        long id, [Credential] string? token, GuestNoteRequest request, CancellationToken ct) =>
        CreatedNoStore($"/sales/orders/guest/{id}/timeline?token={token}",
            await history.AddNoteAsync(user.Actor, id, token, request, ct));
}
