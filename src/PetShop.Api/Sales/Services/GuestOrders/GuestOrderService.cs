using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Services.Edits;
using PetShop.Api.Sales.Services.Guests;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>
/// Opens and cancels the order of a guest by its link, as an account can with its own. Without a valid token, the order
/// does not exist; with an expired one, the refusal is a 403 order-link-expired.
/// </summary>
public interface IGuestOrderService
{
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<OrderResponse> GetAsync(Actor actor, long id, string? token, CancellationToken ct);

    /// <inheritdoc cref="GetAsync"/>
    Task<OrderExplanation> ExplainAsync(Actor actor, long id, string? token, CancellationToken ct);

    /// <summary>As <see cref="IOrderCancelService"/> does.</summary>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <param name="request">The units; null for all that has not been shipped.</param>
    /// <exception cref="ShopException">400: a product that is not on the order. 403, 404. 409: it has already shipped
    /// or was cancelled, more units than can be cancelled, a part of a paid order, or edited too often.</exception>
    Task<OrderResponse> CancelAsync(
        Actor actor, long id, string? token, CancelOrderRequest? request, CancellationToken ct);
}

internal sealed class GuestOrderService(
    GuestLinks links, IOrderService orders, IOrderCancelService cancellation) : IGuestOrderService
{
    public async Task<OrderResponse> GetAsync(Actor actor, long id, string? token, CancellationToken ct) =>
        await orders.GetAsync(await links.OpenAsync(actor, id, token, ct), id, ct);

    public async Task<OrderExplanation> ExplainAsync(Actor actor, long id, string? token, CancellationToken ct) =>
        await orders.ExplainAsync(await links.OpenAsync(actor, id, token, ct), id, ct);

    public async Task<OrderResponse> CancelAsync(
        Actor actor, long id, string? token, CancelOrderRequest? request, CancellationToken ct) =>
        await cancellation.CancelAsync(await links.OpenAsync(actor, id, token, ct), id, request, ct);
}
