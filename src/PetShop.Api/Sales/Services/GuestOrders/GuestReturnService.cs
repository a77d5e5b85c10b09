using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Services.Guests;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>
/// The returns of a guest's order, by the order's link. Without a valid token, the order does not exist; with an
/// expired one, the refusal is a 403 order-link-expired.
/// </summary>
public interface IGuestReturnService
{
    /// <param name="orderId">The order of the link.</param>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<Page<ReturnResponse>> ListAsync(Actor actor, long orderId, GuestListQuery query, CancellationToken ct);

    /// <param name="orderId">The order of the link.</param>
    /// <param name="id">The return.</param>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">403: it is expired, or the return belongs to another order. 404.</exception>
    Task<ReturnResponse> GetAsync(Actor actor, long orderId, long id, string? token, CancellationToken ct);

    /// <param name="orderId">The order of the link.</param>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">400: a product that is not on the order. 403, 404. 409: not delivered, not paid,
    /// too late, or more than can be returned.</exception>
    Task<ReturnResponse> RequestAsync(
        Actor actor, long orderId, string? token, GuestReturnRequest request, CancellationToken ct);

    /// <summary>Withdraws a request; withdrawing it again changes nothing.</summary>
    /// <param name="orderId">The order of the link.</param>
    /// <param name="id">The return.</param>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <param name="ifMatch">The versions that the return may have.</param>
    /// <exception cref="ShopException">403: it is expired, or the return belongs to another order. 404. 409: it was
    /// already decided. 412.</exception>
    Task WithdrawAsync(
        Actor actor, long orderId, long id, string? token, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class GuestReturnService(GuestLinks links, IReturnService returns, IReturnStatusService statuses)
    : IGuestReturnService
{
    public async Task<Page<ReturnResponse>> ListAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct) =>
        await returns.ListAsync(await links.OpenAsync(actor, orderId, query.Token, ct),
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct);

    public async Task<ReturnResponse> GetAsync(
        Actor actor, long orderId, long id, string? token, CancellationToken ct) =>
        await returns.GetAsync(await links.OpenAsync(actor, orderId, token, ct), id, ct);

    public async Task<ReturnResponse> RequestAsync(
        Actor actor, long orderId, string? token, GuestReturnRequest request, CancellationToken ct) =>
        await returns.RequestAsync(await links.OpenAsync(actor, orderId, token, ct),
            new() { OrderId = orderId, Items = request.Items }, ct);

    public async Task WithdrawAsync(
        Actor actor, long orderId, long id, string? token, ExpectedVersion ifMatch, CancellationToken ct) =>
        await statuses.WithdrawAsync(await links.OpenAsync(actor, orderId, token, ct), id, ifMatch, ct);
}
