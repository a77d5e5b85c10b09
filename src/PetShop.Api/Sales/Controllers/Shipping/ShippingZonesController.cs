using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.Api.Sales.Controllers.Shipping;

/// <summary>The places to which the shop delivers.</summary>
[Route("sales/shipping-zones"), Tags("Shipping"), Authorize(Policy = Policies.Admin)]
public sealed class ShippingZonesController(IShippingZoneService zones) : ShopController
{
    /// <summary>Lists shipping zones, the oldest first.</summary>
    /// <remarks>
    /// Admins. An address belongs to the zone that names it most specifically: by postal code, then by region, then by
    /// country. A zone that names nothing is for the rest of the world. Of several postal codes, the longest beginning
    /// wins; of several zones that are equally specific, the oldest. Only the methods of this one zone are offered.
    /// </remarks>
    /// <response code="200">A page of zones.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ShippingZoneResponse>>> List(
        [FromQuery] ShippingZoneFilter filter, CancellationToken ct) => OkNoStore(await zones.ListAsync(filter, ct));

    /// <summary>Reads a shipping zone.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The zone's id.</param>
    /// <response code="200">The zone.</response>
    /// <response code="404">The zone does not exist.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ShippingZoneResponse>> Get(long id, CancellationToken ct) =>
        Answer(await zones.GetAsync(id, ct));

    /// <summary>Adds a shipping zone.</summary>
    /// <remarks>
    /// Admins. Then give it methods with `POST /sales/shipping-methods`: until it has some, the shop does
    /// not deliver to its places.
    /// </remarks>
    /// <response code="201">The zone; Location is its URL, the ETag its version.</response>
    /// <response code="400">A field is invalid.</response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<ShippingZoneResponse>> Create(
        CreateShippingZoneRequest request, CancellationToken ct)
    {
        var made = await zones.CreateAsync(request, ct);
        return CreatedNoStore($"/sales/shipping-zones/{made.Id}", made, made.Version);
    }

    /// <summary>Changes a shipping zone (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>Admins. A list that is sent replaces the whole list.</remarks>
    /// <param name="id" example="1">The zone's id.</param>
    /// <response code="200">The zone, with its new version as ETag.</response>
    /// <response code="400">A field is invalid.</response>
    /// <response code="404">The zone does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ShippingZoneResponse>> Update(
        long id, UpdateShippingZoneRequest request, CancellationToken ct) =>
        Answer(await zones.UpdateAsync(id, request, IfMatch, ct));

    /// <summary>Removes a shipping zone without methods.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The zone's id.</param>
    /// <response code="404">The zone does not exist.</response>
    /// <response code="409">`in-use`: it has shipping methods.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, CancellationToken ct)
    {
        await zones.DeleteAsync(id, IfMatch, ct);
        return NoContentNoStore();
    }

    private ActionResult<ShippingZoneResponse> Answer(ShippingZoneResponse zone) => OkNoStore(zone, zone.Version);
}
