using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Services.Credits;

namespace PetShop.Api.Sales.Controllers.Credits;

/// <summary>Gift cards, by their code.</summary>
[Route("sales/gift-cards"), Tags("Store credit"), AllowAnonymous]
public sealed class GiftCardsController(IStoreCreditService credits, ICurrentUser user) : ShopController
{
    /// <summary>Says what is left of a gift card.</summary>
    /// <remarks>
    /// Anyone with the code. It changes nothing; it is a POST so that the code is in no URL and no log. An unknown code
    /// gets the same answer as a card that is empty, has expired or is blocked.
    /// </remarks>
    /// <response code="200">The balance.</response>
    /// <response code="409">The gift card cannot be used (`gift-card-unusable`).</response>
    /// <response code="429">Too many requests, or too many codes that do not exist were tried.</response>
    [HttpPost("balance"), GuestWrite]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<GiftCardBalanceResponse>> Balance(
        GiftCardBalanceRequest request, CancellationToken ct) =>
        OkNoStore(await credits.FindBalanceAsync(user.Actor, request.GiftCardCode!, ct));
}
