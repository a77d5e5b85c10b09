using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Edits;
using PetShop.Api.Sales.Services.Guests;
using PetShop.Api.Sales.Services.Orders;
using PetShop.Api.Sales.Services.Returns;
using PetShop.Api.Sales.Services.Shipments;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>
/// What a guest can do with an order by its link: the same as an account with its own. Without a valid token, the order
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
    /// or was cancelled, more units than can be cancelled, or a part of a paid order.</exception>
    Task<OrderResponse> CancelAsync(
        Actor actor, long id, string? token, CancelOrderRequest? request, CancellationToken ct);

    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">400: a product that is not on the order. 403, 404. 409: not delivered, not paid,
    /// or more than can be returned.</exception>
    Task<ReturnResponse> RequestReturnAsync(
        Actor actor, long id, string? token, GuestReturnRequest request, CancellationToken ct);

    /// <inheritdoc cref="GetAsync"/>
    Task<Page<ReturnResponse>> ListReturnsAsync(
        Actor actor, long id, GuestListQuery query, CancellationToken ct);

    /// <inheritdoc cref="GetAsync"/>
    Task<Page<ShipmentResponse>> ListShipmentsAsync(
        Actor actor, long id, GuestListQuery query, CancellationToken ct);
}

internal sealed class GuestOrderService(
    GuestLinks links, OrderRepository guests, IOrderService orders, IOrderCancelService cancellation,
    IReturnService returns, IShipmentService shipments) : IGuestOrderService
{
    public async Task<OrderResponse> GetAsync(Actor actor, long id, string? token, CancellationToken ct) =>
        await orders.GetAsync(await OpenAsync(actor, id, token, ct), id, ct);

    public async Task<OrderExplanation> ExplainAsync(Actor actor, long id, string? token, CancellationToken ct) =>
        await orders.ExplainAsync(await OpenAsync(actor, id, token, ct), id, ct);

    public async Task<OrderResponse> CancelAsync(
        Actor actor, long id, string? token, CancelOrderRequest? request, CancellationToken ct) =>
        await cancellation.CancelAsync(await OpenAsync(actor, id, token, ct), id, request, ct);

    public async Task<ReturnResponse> RequestReturnAsync(
        Actor actor, long id, string? token, GuestReturnRequest request, CancellationToken ct) =>
        await returns.RequestAsync(
            await OpenAsync(actor, id, token, ct), new() { OrderId = id, Items = request.Items }, ct);

    public async Task<Page<ReturnResponse>> ListReturnsAsync(
        Actor actor, long id, GuestListQuery query, CancellationToken ct) =>
        await returns.ListAsync(await OpenAsync(actor, id, query.Token, ct),
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct);

    public async Task<Page<ShipmentResponse>> ListShipmentsAsync(
        Actor actor, long id, GuestListQuery query, CancellationToken ct) =>
        await shipments.ListAsync(await OpenAsync(actor, id, query.Token, ct), id,
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct);

    /// <summary>The caller with access to the order. Links end when the guest is erased.</summary>
    private async Task<Actor> OpenAsync(Actor actor, long id, string? token, CancellationToken ct)
    {
        var guest = await links.OpenAsync(actor, id, token, ct);
        return await guests.HasGuestAsync(id, ct) ? guest : throw SalesProblems.HasNoOrder(id);
    }
}
