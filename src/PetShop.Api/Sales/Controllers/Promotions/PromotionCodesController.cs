using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Controllers.Promotions;

/// <summary>The codes of promotions, managed by admins.</summary>
[Route("sales/promotions/{id:long}/codes"), Tags("Promotions"), Authorize(Policy = Policies.Admin)]
public sealed class PromotionCodesController(IPromotionCodeService codes) : ShopController
{
    /// <summary>Lists a promotion's codes, in alphabetical order.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="2">The promotion's id.</param>
    /// <response code="200">A page of codes, with their uses.</response>
    /// <response code="404">The promotion does not exist.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<PromotionCodeResponse>>> List(
        long id, [FromQuery] PromotionCodeFilter filter, CancellationToken ct) =>
        OkNoStore(await codes.ListAsync(id, filter, ct));

    /// <summary>Adds codes to a promotion: given ones, or random ones.</summary>
    /// <remarks>
    /// Admins. A code belongs to one promotion, also after that one has ended. Codes ignore case and blanks. If one of
    /// the given codes is taken, none is added.
    /// </remarks>
    /// <param name="id" example="2">The promotion's id.</param>
    /// <response code="201">The codes that were added; Location is the list of all.</response>
    /// <response code="400">A field is invalid, or a code is taken (`duplicate-code`).</response>
    /// <response code="404">The promotion does not exist.</response>
    /// <response code="409">The promotion applies without a code (`promotion-automatic`).</response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<CreatedCodesResponse>> Add(
        long id, CreateCodesRequest request, CancellationToken ct) =>
        CreatedNoStore($"/sales/promotions/{id}/codes", await codes.AddAsync(id, request, ct));

    /// <summary>Removes a code.</summary>
    /// <remarks>
    /// Admins. Orders that used it keep their prices. It can be added again, also to another promotion.
    /// </remarks>
    /// <param name="id" example="2">The promotion's id.</param>
    /// <param name="code" example="WELCOME10">The code, ignoring case.</param>
    /// <response code="404">The promotion does not exist, or it has no such code.</response>
    [HttpDelete("{code}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Remove(long id, string code, CancellationToken ct)
    {
        await codes.RemoveAsync(id, code, ct);
        return NoContentNoStore();
    }
}
