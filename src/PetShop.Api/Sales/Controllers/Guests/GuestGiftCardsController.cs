using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Services.GuestOrders;

namespace PetShop.Api.Sales.Controllers.Guests;

/// <summary>Gift cards that guests have bought, by the order's link.</summary>
[Route("sales/orders/guest/{id:long}/gift-cards"), Tags("Guests"), AllowAnonymous]
public sealed class GuestGiftCardsController(IGuestGiftCardService cards, ICurrentUser user) : ShopController
{
    /// <summary>Lists the gift cards that a guest's order has bought.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of gift cards, by number.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<BoughtGiftCardResponse>>> List(
        long id, [FromQuery] GuestListQuery query, CancellationToken ct) =>
        OkNoStore(await cards.ListAsync(user.Actor, id, query, ct));

    /// <summary>Takes the code of a gift card that a guest's order has bought.</summary>
    /// <remarks>
    /// Anyone with the order's link, once the order is paid. The code is shown once. Send an Idempotency-Key, so that a
    /// lost answer can be had again; later, the shop can only replace the code.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The number of the gift card within the order.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The gift card with its code.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order or gift card does not exist, or the token is not for it.</response>
    /// <response code="409">
    /// The order is not paid, or a payment of it is disputed or was refunded (`gift-card-not-paid`). The code was taken
    /// before (`gift-card-code-taken`). The gift card was refunded (`gift-card-refunded`).
    /// </response>
    [HttpPost("{number:int}/code"), Idempotent, GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<GiftCardCodeResponse>> TakeCode(
        long id, int number, [Credential] string? token, CancellationToken ct) =>
        OkNoStore(await cards.TakeCodeAsync(user.Actor, id, number, token, ct));
}
