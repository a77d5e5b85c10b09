using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Services.Shipments;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Shipments of orders.</summary>
[Route("sales/orders/{id:long}/shipments"), Tags("Shipments"), Authorize(Policy = Policies.SignedIn)]
public sealed class ShipmentsController(IShipmentService shipments, ICurrentUser user) : ShopController
{
    /// <summary>Lists an order's shipments.</summary>
    /// <remarks>The order's owner or an admin.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of shipments, the oldest first.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ShipmentResponse>>> List(
        long id, [FromQuery] ShipmentFilter filter, CancellationToken ct) =>
        OkNoStore(await shipments.ListAsync(user.Actor, id, filter, ct));

    /// <summary>Reads a shipment.</summary>
    /// <remarks>The order's owner or an admin.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the shipment within the order.</param>
    /// <response code="200">The shipment.</response>
    [HttpGet("{number:int}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ShipmentResponse>> Get(long id, int number, CancellationToken ct) =>
        Answer(await shipments.GetAsync(user.Actor, id, number, ct));

    /// <summary>Ships goods of an order.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. Ships the <c>items</c> or, without them, everything that has not been
    /// shipped yet. The order must be processing or partially shipped. Its status becomes shipped when nothing is left,
    /// and partially_shipped before that. Send an Idempotency-Key so that a retry never ships twice.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="201">The shipment.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">
    /// The order's status does not allow it (`status-not-allowed`): `allowed` lists the possible ones. Or the shipment
    /// exceeds what is left of the order (`shipment-exceeds-order`; `items` lists the products).
    /// </response>
    [HttpPost, Authorize(Policy = Policies.Admin), Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<ShipmentResponse>> Create(
        long id, CreateShipmentRequest request, CancellationToken ct)
    {
        var created = await shipments.CreateAsync(user.Actor, id, request, ct);
        return CreatedNoStore($"/sales/orders/{id}/shipments/{created.Number}", created);
    }

    /// <summary>Changes a shipment's tracking.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. Carrier, tracking number and tracking link can be changed at any time; the
    /// goods never change.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the shipment within the order.</param>
    /// <response code="200">The shipment.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    [HttpPatch("{number:int}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ShipmentResponse>> Update(
        long id, int number, UpdateShipmentRequest request, CancellationToken ct) =>
        Answer(await shipments.UpdateAsync(user.Actor, id, number, request, IfMatch, ct));

    private ActionResult<ShipmentResponse> Answer(ShipmentResponse found) => OkNoStore(found, found.Version);
}
