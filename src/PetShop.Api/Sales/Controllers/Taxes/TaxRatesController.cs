using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Taxes;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.Api.Sales.Controllers.Taxes;

/// <summary>The rates of taxes by place, tax class and period.</summary>
[Route("sales/tax-rates"), Tags("Tax rates"), Authorize(Policy = Policies.Admin)]
public sealed class TaxRatesController(ITaxRateService rates) : ShopController
{
    /// <summary>Lists tax rates, by country and region.</summary>
    /// <remarks>
    /// Admins. A shop begins with the standard rates of the EU, the United Kingdom and the states of the USA. They are
    /// charged only at places in the setting `Tax__Registrations`; the rates of the shop's own country also in the rest
    /// of the EU, if both are in it. Check the rates of these places before you sell.
    /// </remarks>
    /// <response code="200">A page of tax rates.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<TaxRateResponse>>> List(
        [FromQuery] TaxRateFilter filter, CancellationToken ct) => OkNoStore(await rates.ListAsync(filter, ct));

    /// <summary>Reads a tax rate.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The rate's id.</param>
    /// <response code="200">The tax rate.</response>
    /// <response code="404">The tax rate does not exist.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<TaxRateResponse>> Get(long id, CancellationToken ct) =>
        Answer(await rates.GetAsync(id, ct));

    /// <summary>Adds a tax rate.</summary>
    /// <remarks>
    /// Admins. A class without a rate has the standard rate. A region's rate replaces its country's of the same class.
    /// If a rate changes, set `valid_to` of the old one to its last day, then add the new one from the next day on. It
    /// is charged from midnight in the shop's time zone.
    /// </remarks>
    /// <response code="201">The tax rate; Location is its URL, the ETag its version.</response>
    /// <response code="400">A field is invalid, or `valid_to` is before `valid_from`.</response>
    /// <response code="409">
    /// Another rate of this place and class is valid on some of these days (`tax-rate-overlap`).
    /// </response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<TaxRateResponse>> Create(CreateTaxRateRequest request, CancellationToken ct)
    {
        var made = await rates.CreateAsync(request, ct);
        return CreatedNoStore($"/sales/tax-rates/{made.Id}", made, made.Version);
    }

    /// <summary>Changes a tax rate (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>
    /// Admins. Orders keep the rates that they were charged. To change a rate from a day on, end it and add another one
    /// instead.
    /// </remarks>
    /// <param name="id" example="1">The rate's id.</param>
    /// <response code="200">The tax rate, with its new version as ETag.</response>
    /// <response code="400">A field is invalid, or `valid_to` is before `valid_from`.</response>
    /// <response code="404">The tax rate does not exist.</response>
    /// <response code="409">
    /// Another rate of this place and class is valid on some of these days (`tax-rate-overlap`).
    /// </response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<TaxRateResponse>> Update(
        long id, UpdateTaxRateRequest request, CancellationToken ct) =>
        Answer(await rates.UpdateAsync(id, request, IfMatch, ct));

    /// <summary>Removes a tax rate.</summary>
    /// <remarks>
    /// Admins. Orders keep the rates that they were charged. A rate that was removed is not added again by an upgrade.
    /// </remarks>
    /// <param name="id" example="1">The rate's id.</param>
    /// <response code="404">The tax rate does not exist.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, CancellationToken ct)
    {
        await rates.DeleteAsync(id, IfMatch, ct);
        return NoContentNoStore();
    }

    private ActionResult<TaxRateResponse> Answer(TaxRateResponse rate) => OkNoStore(rate, rate.Version);
}
