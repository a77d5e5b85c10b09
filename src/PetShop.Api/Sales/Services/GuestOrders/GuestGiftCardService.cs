using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>
/// The gift cards that a guest has bought, by the order's link. Without a valid token, the order does not exist; with
/// an expired one, the refusal is a 403 order-link-expired.
/// </summary>
public interface IGuestGiftCardService
{
    /// <exception cref="ShopException">403, 404.</exception>
    Task<Page<BoughtGiftCardResponse>> ListAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct);

    /// <summary>As <see cref="IBoughtGiftCardService"/> does.</summary>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">As there; also 403 and 404.</exception>
    Task<GiftCardCodeResponse> TakeCodeAsync(
        Actor actor, long orderId, int number, string? token, CancellationToken ct);
}

internal sealed class GuestGiftCardService(GuestLinks links, IBoughtGiftCardService cards) : IGuestGiftCardService
{
    public async Task<Page<BoughtGiftCardResponse>> ListAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct) =>
        await cards.ListAsync(await links.OpenAsync(actor, orderId, query.Token, ct), orderId,
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct);

    public async Task<GiftCardCodeResponse> TakeCodeAsync(
        Actor actor, long orderId, int number, string? token, CancellationToken ct) =>
        await cards.TakeCodeAsync(await links.OpenAsync(actor, orderId, token, ct), orderId, number, ct);
}
