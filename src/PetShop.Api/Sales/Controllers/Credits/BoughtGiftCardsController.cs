using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Services.GiftCards;

namespace PetShop.Api.Sales.Controllers.Credits;

/// <summary>The gift cards that orders have bought.</summary>
[Route("sales/orders/{id:long}/gift-cards"), Tags("Store credit"), Authorize(Policy = Policies.SignedIn)]
public sealed class BoughtGiftCardsController(IBoughtGiftCardService cards, ICurrentUser user) : ShopController
{
    /// <summary>Lists the gift cards that an order has bought.</summary>
    /// <remarks>The order's owner or an admin. An order of goods has none.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of gift cards, by number.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<BoughtGiftCardResponse>>> List(
        long id, [FromQuery] GiftCardFilter filter, CancellationToken ct) =>
        OkNoStore(await cards.ListAsync(user.Actor, id, filter, ct));

    /// <summary>Takes the code of a gift card that was bought.</summary>
    /// <remarks>
    /// The order's owner, once the order is paid. Whoever has the code can spend the gift card. It is shown once. Send
    /// an `Idempotency-Key`, so that a lost answer can be had again; later, an admin can only replace the code.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the gift card within the order.</param>
    /// <response code="200">The gift card with its code.</response>
    /// <response code="403">It is the order of somebody else. Admins cannot take codes for customers.</response>
    /// <response code="409">
    /// The order is not paid, or a payment of it is disputed or was refunded (`gift-card-not-paid`). The code was taken
    /// before (`gift-card-code-taken`). The gift card was refunded (`gift-card-refunded`).
    /// </response>
    [HttpPost("{number:int}/code"), Idempotent]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<GiftCardCodeResponse>> TakeCode(long id, int number, CancellationToken ct) =>
        OkNoStore(await cards.TakeCodeAsync(user.Actor, id, number, ct));
}
