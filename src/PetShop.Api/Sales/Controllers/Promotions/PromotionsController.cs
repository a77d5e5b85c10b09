using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Controllers.Promotions;

/// <summary>Promotions, managed by admins.</summary>
[Route("sales/promotions"), Tags("Promotions"), Authorize(Policy = Policies.Admin)]
public sealed class PromotionsController(IPromotionService promotions) : ShopController
{
    /// <summary>Lists promotions, the newest first.</summary>
    /// <remarks>Admins. With <c>code</c>, the promotion of a code.</remarks>
    /// <response code="200">A page of promotions.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<PromotionResponse>>> List(
        [FromQuery] PromotionFilter filter, CancellationToken ct) =>
        OkNoStore(await promotions.ListAsync(filter, ct));

    /// <summary>Adds a promotion, or shows what it would do.</summary>
    /// <remarks>
    /// Admins. It applies from <c>starts_at</c> on, or at once, to every order or, with a code, to orders that give it.
    /// With <c>dry_run</c>, nothing is created: the response says what the promotion would have done to the last 100
    /// orders.
    /// </remarks>
    /// <response code="200">With <c>dry_run</c>: what it would have done.</response>
    /// <response code="201">The promotion; Location is its URL, the ETag its version.</response>
    /// <response code="400">
    /// A field is invalid, or an id does not exist (`validation`). Or a code is taken (`duplicate-code`).
    /// </response>
    /// <response code="409">
    /// There are 100 promotions without codes, or 1,000 with codes, that have not ended (`too-many-promotions`).
    /// </response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    [ProducesResponseType<PromotionDryRunResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult<PromotionResponse>> Create(
        CreatePromotionRequest request, [FromServices] IPromotionDryRun dryRun, CancellationToken ct)
    {
        if (request.DryRun is true)
            return OkNoStore(await dryRun.RunAsync(request, ct)).Result!;
        var made = await promotions.CreateAsync(request, ct);
        return CreatedNoStore($"/sales/promotions/{made.Promotion.Id}", made.Promotion, made.Version);
    }

    /// <summary>One promotion.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The promotion's id.</param>
    /// <response code="200">The promotion, with its version as ETag.</response>
    /// <response code="404">The promotion does not exist.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PromotionResponse>> Get(long id, CancellationToken ct) =>
        Answer(await promotions.GetAsync(id, ct));

    /// <summary>Changes a promotion (JSON Merge Patch): absent fields are unchanged.</summary>
    /// <remarks>
    /// Admins. The objects <c>discount</c> and <c>applies_to</c> are replaced as a whole. Orders that were placed keep
    /// their prices. A new limit counts earlier uses too.
    /// </remarks>
    /// <param name="id" example="1">The promotion's id.</param>
    /// <response code="200">The promotion, with its new version as ETag.</response>
    /// <response code="400">A field is invalid, or an id does not exist.</response>
    /// <response code="404">The promotion does not exist.</response>
    /// <response code="409">
    /// It has codes and would no longer need one (`in-use`). Or too many promotions would be offered
    /// (`too-many-promotions`).
    /// </response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PromotionResponse>> Update(
        long id, UpdatePromotionRequest request, CancellationToken ct) =>
        Answer(await promotions.UpdateAsync(id, request, IfMatch, ct));

    /// <summary>Removes a promotion that was never used, with its codes.</summary>
    /// <remarks>Admins. To end one that was used, set <c>active</c> to false.</remarks>
    /// <param name="id" example="1">The promotion's id.</param>
    /// <response code="404">The promotion does not exist.</response>
    /// <response code="409">`in-use`: an order has used it.</response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(long id, CancellationToken ct)
    {
        await promotions.DeleteAsync(id, IfMatch, ct);
        return NoContentNoStore();
    }

    /// <summary>Lists the orders that used a promotion, the newest first.</summary>
    /// <remarks>
    /// Admins. Cancelled orders are listed too; <c>released_at</c> says when their use was given back.
    /// </remarks>
    /// <param name="id" example="1">The promotion's id.</param>
    /// <response code="200">A page of uses.</response>
    /// <response code="404">The promotion does not exist.</response>
    [HttpGet("{id:long}/uses")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<PromotionUseResponse>>> ListUses(
        long id, [FromQuery] PromotionUseFilter filter, CancellationToken ct) =>
        OkNoStore(await promotions.ListUsesAsync(id, filter, ct));

    private ActionResult<PromotionResponse> Answer(VersionedPromotion found) =>
        OkNoStore(found.Promotion, found.Version);
}
