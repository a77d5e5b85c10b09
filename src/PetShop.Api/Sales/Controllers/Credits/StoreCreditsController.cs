using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Services.Credits;

namespace PetShop.Api.Sales.Controllers.Credits;

/// <summary>Store credit of accounts, and gift cards.</summary>
[Route("sales/store-credits"), Tags("Store credit"), Authorize(Policy = Policies.SignedIn)]
public sealed class StoreCreditsController(
    IStoreCreditService credits, IStoreCreditIssueService issuing, IStoreCreditChangeService changes,
    IGiftCardCodeService codes, ICurrentUser user) : ShopController
{
    /// <summary>Lists store credits.</summary>
    /// <remarks>Any signed-in user, their own; admins, all, with gift cards.</remarks>
    /// <response code="200">A page of store credits, the newest first.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<StoreCreditResponse>>> List(
        [FromQuery] StoreCreditFilter filter, CancellationToken ct) =>
        OkNoStore(await credits.ListAsync(user.Actor, filter, ct));

    /// <summary>Issues store credit to an account, or makes a gift card.</summary>
    /// <remarks>
    /// Admins, but not for themselves. With <c>user_id</c>, the account gets it; credit that does not expire is added
    /// to what the account has in this currency. Without, the answer has the <c>code</c> of a new gift card, which is
    /// not shown again. Send an <c>Idempotency-Key</c>, so that a lost answer can be had again; later, the code can
    /// only be replaced.
    /// </remarks>
    /// <response code="201">The store credit.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own account (`own-store-credit`).
    /// </response>
    /// <response code="409">The account's store credit is blocked (`store-credit-unusable`).</response>
    [HttpPost, Authorize(Policy = Policies.Admin), Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<IssuedStoreCreditResponse>> Issue(
        IssueStoreCreditRequest request, CancellationToken ct)
    {
        var issued = await issuing.IssueAsync(user.Actor, request, ct);
        return CreatedNoStore($"/sales/store-credits/{issued.StoreCredit.Id}", issued);
    }

    /// <summary>Reads a store credit.</summary>
    /// <remarks>Its owner or an admin; gift cards, only admins.</remarks>
    /// <param name="id">The store credit's id.</param>
    /// <response code="200">The store credit.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<StoreCreditResponse>> Get(long id, CancellationToken ct) =>
        Answer(await credits.GetAsync(user.Actor, id, ct));

    /// <summary>Lists what has changed a store credit's balance.</summary>
    /// <remarks>Its owner or an admin; of gift cards, only admins.</remarks>
    /// <param name="id">The store credit's id.</param>
    /// <response code="200">A page of movements, the newest first. The balance is their sum.</response>
    [HttpGet("{id:long}/movements")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<StoreCreditMovementResponse>>> Movements(
        long id, [FromQuery] StoreCreditMovementFilter filter, CancellationToken ct) =>
        OkNoStore(await credits.ListMovementsAsync(user.Actor, id, filter, ct));

    /// <summary>Corrects a store credit's balance.</summary>
    /// <remarks>Admins, but not their own.</remarks>
    /// <param name="id">The store credit's id.</param>
    /// <response code="200">The store credit.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own credit (`own-store-credit`).
    /// </response>
    /// <response code="409">The balance would be below 0 (`store-credit-too-low`), or the account was closed
    /// (`account-closed`), so that nothing can be added.</response>
    [HttpPost("{id:long}/adjustments"), Authorize(Policy = Policies.Admin), Idempotent, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<StoreCreditResponse>> Adjust(
        long id, AdjustStoreCreditRequest request, CancellationToken ct) =>
        Answer(await changes.AdjustAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Blocks a store credit.</summary>
    /// <remarks>
    /// Admins, but not their own; for instance after a gift card was lost. It cannot be redeemed. What is refunded to
    /// it still arrives.
    /// </remarks>
    /// <param name="id">The store credit's id.</param>
    /// <response code="200">The store credit.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own credit (`own-store-credit`).
    /// </response>
    [HttpPost("{id:long}/disable"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<StoreCreditResponse>> Disable(long id, CancellationToken ct) =>
        Answer(await changes.SetEnabledAsync(user.Actor, id, enabled: false, IfMatch, ct));

    /// <summary>Allows a blocked store credit to be used again.</summary>
    /// <remarks>Admins, but not their own.</remarks>
    /// <param name="id">The store credit's id.</param>
    /// <response code="200">The store credit.</response>
    /// <response code="403">The caller is not an admin, or it is the caller's own credit (`own-store-credit`).
    /// </response>
    [HttpPost("{id:long}/enable"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<StoreCreditResponse>> Enable(long id, CancellationToken ct) =>
        Answer(await changes.SetEnabledAsync(user.Actor, id, enabled: true, IfMatch, ct));

    /// <summary>Replaces the code of a gift card.</summary>
    /// <remarks>
    /// Admins; for instance if the code was lost, or others have seen it. The code before finds the card no more. The
    /// answer has the new <c>code</c>, which is not shown again. Answers that are repeated under the Idempotency-Keys
    /// of earlier requests still show the codes of then.
    /// </remarks>
    /// <param name="id">The store credit's id.</param>
    /// <response code="200">The gift card with its new code.</response>
    /// <response code="409">It is the credit of an account (`store-credit-without-code`).</response>
    [HttpPost("{id:long}/code"), Authorize(Policy = Policies.Admin), Idempotent, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<IssuedStoreCreditResponse>> ReplaceCode(long id, CancellationToken ct)
    {
        var replaced = await codes.ReplaceAsync(user.Actor, id, IfMatch, ct);
        return OkNoStore(replaced, replaced.StoreCredit.Version);
    }

    private ActionResult<StoreCreditResponse> Answer(StoreCreditResponse credit) => OkNoStore(credit, credit.Version);
}
