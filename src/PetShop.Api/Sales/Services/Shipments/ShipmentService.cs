using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Shipments;
using PetShop.Api.Sales.Entities.Shipments;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Shipments;

/// <summary>Reads, creates and changes shipments of orders.</summary>
public interface IShipmentService
{
    /// <summary>The order's shipments, the oldest first.</summary>
    /// <exception cref="ShopException">403: another user's order. 404: the order does not exist.</exception>
    Task<Page<ShipmentResponse>> ListAsync(Actor actor, long orderId, ShipmentFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">403: another user's order. 404: it does not exist.</exception>
    Task<ShipmentResponse> GetAsync(Actor actor, long orderId, int number, CancellationToken ct);

    /// <summary>Ships goods of the order. Its status follows.</summary>
    /// <exception cref="ShopException">400: a product that is not on the order, or a wrong time. 403: the caller's own
    /// order. 404. 409: the order's status does not allow it, or too many units.</exception>
    Task<ShipmentResponse> CreateAsync(
        Actor actor, long orderId, CreateShipmentRequest request, CancellationToken ct);

    /// <param name="ifMatch">The versions that the shipment may have.</param>
    /// <exception cref="ShopException">403: the caller's own order. 404. 412.</exception>
    Task<ShipmentResponse> UpdateAsync(
        Actor actor, long orderId, int number, UpdateShipmentRequest request, ExpectedVersion ifMatch,
        CancellationToken ct);
}

internal sealed class ShipmentService(
    IUnitOfWork work, OrderRepository orders, ShipmentRepository shipments, OrderShipping shipping,
    OrderTimeline timeline, TimeProvider clock) : IShipmentService
{
    private const string ListName = "shipments";

    public async Task<Page<ShipmentResponse>> ListAsync(
        Actor actor, long orderId, ShipmentFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<int>(ListName, filter.Cursor);
        var owner = await OwnerAsync(actor, orderId, ct);
        var rows = await shipments.ListAsync(orderId, after, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, shipment => Cursor.Encode(ListName, shipment.Number))
            .Map(shipment => ShipmentResponse.From(shipment, owner));
    }

    public async Task<ShipmentResponse> GetAsync(Actor actor, long orderId, int number, CancellationToken ct)
    {
        var owner = await OwnerAsync(actor, orderId, ct);
        var found = await shipments.FindAsync(orderId, number, ct) ?? throw NotFound(orderId, number);
        return ShipmentResponse.From(found, owner);
    }

    public Task<ShipmentResponse> CreateAsync(
        Actor actor, long orderId, CreateShipmentRequest request, CancellationToken ct) => work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
            actor.EnsureNotOwnOrder(order.UserId);
            var tracking = new Tracking(
                OrNull(request.Carrier), OrNull(request.TrackingNumber), OrNull(request.TrackingUrl));
            var shipment =
                await shipping.ShipAsync(actor, order, new(request.Items, tracking, request.ShippedAt), ct);
            return ShipmentResponse.From(shipment, order.UserId);
        }, ct);

    public Task<ShipmentResponse> UpdateAsync(
        Actor actor, long orderId, int number, UpdateShipmentRequest request, ExpectedVersion ifMatch,
        CancellationToken ct) => work.CommitAsync(async () =>
        {
            var owner = await orders.LockAndFindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
            var shipment = await shipments.FindForChangeAsync(orderId, number, ct) ?? throw NotFound(orderId, number);
            actor.EnsureNotOwnOrder(owner.UserId);
            ifMatch.Require(shipment.Version);
            var before = shipment.Tracking;
            var after = new Tracking(OrNull(request.Carrier.Or(before.Carrier)),
                OrNull(request.TrackingNumber.Or(before.Number)), OrNull(request.TrackingUrl.Or(before.Url)));
            if (after != before)
            {
                shipment.Track(after, clock.GetStoredNow());
                timeline.TrackingChanged(actor, owner, shipment, before);
            }
            return ShipmentResponse.From(shipment, owner.UserId);
        }, ct);

    private static ShopException NotFound(long orderId, int number) =>
        ShopException.NotFound($"Order {orderId} has no shipment {number}.");

    /// <summary>An empty text is none.</summary>
    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task<long?> OwnerAsync(Actor actor, long orderId, CancellationToken ct)
    {
        var owner = await orders.FindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
        actor.EnsureMaySee(owner);
        return owner.UserId;
    }
}
