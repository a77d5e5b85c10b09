using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Dtos.Timeline;
using PetShop.Api.Sales.Services.Guests;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.Api.Sales.Services.Refunds;
using PetShop.Api.Sales.Services.Shipments;
using PetShop.Api.Sales.Services.Timeline;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>
/// What happened to a guest's order, by its link. Without a valid token, the order does not exist; with an expired one,
/// the refusal is a 403 order-link-expired.
/// </summary>
public interface IGuestHistoryService
{
    /// <summary>The oldest first.</summary>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<Page<ShipmentResponse>> ListShipmentsAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct);

    /// <summary>The newest first, including void ones.</summary>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<Page<InvoiceResponse>> ListInvoicesAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct);

    /// <summary>The oldest first.</summary>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<Page<RefundResponse>> ListRefundsAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct);

    /// <summary>The newest first, without what only admins see.</summary>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<Page<TimelineEntryResponse>> ListEventsAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct);

    /// <summary>Adds a note, which the shop reads.</summary>
    /// <param name="orderId">The order of the link.</param>
    /// <param name="token">The token of the link; null if it is missing.</param>
    /// <exception cref="ShopException">403, 404. 409: the guest has written too many notes on it.</exception>
    Task<TimelineEntryResponse> AddNoteAsync(
        Actor actor, long orderId, string? token, GuestNoteRequest request, CancellationToken ct);
}

internal sealed class GuestHistoryService(
    GuestLinks links, IShipmentService shipments, IInvoiceService invoices, IRefundService refunds,
    ITimelineService timeline) : IGuestHistoryService
{
    public async Task<Page<ShipmentResponse>> ListShipmentsAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct) =>
        await shipments.ListAsync(await links.OpenAsync(actor, orderId, query.Token, ct), orderId,
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct);

    public async Task<Page<InvoiceResponse>> ListInvoicesAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct) =>
        (await invoices.ListAsync(await links.OpenAsync(actor, orderId, query.Token, ct),
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct))
            .Map(invoice => invoice.LinkedFor(query.Token!));

    public async Task<Page<RefundResponse>> ListRefundsAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct) =>
        await refunds.ListAsync(await links.OpenAsync(actor, orderId, query.Token, ct), orderId,
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct);

    public async Task<Page<TimelineEntryResponse>> ListEventsAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct) =>
        await timeline.ListAsync(await links.OpenAsync(actor, orderId, query.Token, ct), orderId,
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct);

    public async Task<TimelineEntryResponse> AddNoteAsync(
        Actor actor, long orderId, string? token, GuestNoteRequest request, CancellationToken ct) =>
        await timeline.AddNoteAsync(
            await links.OpenAsync(actor, orderId, token, ct), orderId, new() { Text = request.Text }, ct);
}
