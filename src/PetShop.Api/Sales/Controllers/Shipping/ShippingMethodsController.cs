using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.Api.Sales.Controllers.Shipping;

/// <summary>How goods reach the customers of a zone, and what it costs.</summary>
[Route("sales/shipping-methods"), Tags("Shipping"), Authorize(Policy = Policies.Admin)]
public sealed class ShippingMethodsController(IShippingMethodService methods) : ShopController
{
    /// <summary>Lists shipping methods, by zone and position.</summary>
    /// <remarks>Admins.</remarks>
    /// <response code="200">A page of methods.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ShippingMethodResponse>>> List(
        [FromQuery] ShippingMethodFilter filter, CancellationToken ct) =>
        OkNoStore(await methods.ListAsync(filter, ct));

    /// <summary>Reads a shipping method.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The method's id.</param>
    /// <response code="200">The method.</response>
    /// <response code="404">The method does not exist.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ShippingMethodResponse>> Get(long id, CancellationToken ct) =>
        Answer(await methods.GetAsync(id, ct));

    /// <summary>Adds a shipping method.</summary>
    /// <remarks>
    /// Admins. Prices are in the shop's currency and, if the shop's prices include tax, contain it. By weight or by
    /// subtotal, the last step whose `from` is not above the order's figure applies.
    /// </remarks>
    /// <response code="201">The method; Location is its URL, the ETag its version.</response>
    /// <response code="400">
    /// A field is invalid, the zone does not exist, or the code is taken in the zone (`duplicate-code`).
    /// </response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<ShippingMethodResponse>> Create(
        CreateShippingMethodRequest request, CancellationToken ct)
    {
        var made = await methods.CreateAsync(request, ct);
        return CreatedNoStore($"/sales/shipping-methods/{made.Id}", made, made.Version);
    }

    /// <summary>Changes a shipping method (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>Admins. Steps that are sent replace all steps. Orders keep what they were charged.</remarks>
    /// <param name="id" example="1">The method's id.</param>
    /// <response code="200">The method, with its new version as ETag.</response>
    /// <response code="400">
    /// A field is invalid, the zone does not exist, or the code is taken in the zone (`duplicate-code`).
    /// </response>
    /// <response code="404">The method does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ShippingMethodResponse>> Update(
        long id, UpdateShippingMethodRequest request, CancellationToken ct) =>
        Answer(await methods.UpdateAsync(id, request, IfMatch, ct));

    /// <summary>Removes a shipping method.</summary>
    /// <remarks>Admins. Orders keep what they were charged. To pause a method, set `is_active` to false.</remarks>
    /// <param name="id" example="1">The method's id.</param>
    /// <response code="404">The method does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, CancellationToken ct)
    {
        await methods.DeleteAsync(id, IfMatch, ct);
        return NoContentNoStore();
    }

    private ActionResult<ShippingMethodResponse> Answer(ShippingMethodResponse method) =>
        OkNoStore(method, method.Version);
}
