using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Addresses;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Changes an order apart from its status, and records it. Joins the caller's unit of work, which must hold the order's
/// lock.
/// </summary>
internal sealed class OrderChanges(
    OrderAddresses addresses, OrderTimeline timeline, ShopCalendar calendar, IOptions<ShopOptions> shop)
{
    /// <summary>Changes where the order is sent, if the request says so.</summary>
    /// <exception cref="ShopException">400: an unknown address. 403: another account's address. 409: the order has
    /// already shipped, or the address is in another country or region.</exception>
    public async Task RedirectAsync(Actor actor, Order order, UpdateOrderRequest request, CancellationToken ct)
    {
        if (!request.ShipTo.IsSet && !request.ShippingAddress.IsSet)
            return;
        if (!OrderTransitions.IsBeforeShipping(order.Status))
            throw SalesProblems.IsShipped(OrderNumber.Of(order.Id));
        var shipTo =
            request.ShipTo.Value is { } given ? await addresses.ReadAsync(order.UserId, given, ct) : null;
        var home = shop.Value.Country;
        if (order.PlaceOfDelivery(home) != (shipTo?.Country ?? home, shipTo?.Region))
            throw SalesProblems.PriceWouldChange();
        var before = order.AddressText;
        order.Redirect(shipTo, shipTo is null ? request.ShippingAddress.Value!.Trim() : null, calendar.Now);
        if (order.AddressText != before)
            timeline.AddressChanged(actor, order, before);
    }

    /// <param name="by">Null if it is no longer known.</param>
    public void Expect(Actor actor, Order order, DayOrTime? by)
    {
        var (before, time) =
            (order.EstimatedDelivery, by is { } given ? calendar.LastOf(given) : (DateTimeOffset?)null);
        order.Expect(time, calendar.Now);
        if (time != before)
            timeline.EstimatedDeliveryChanged(actor, order, before);
    }

    /// <summary>Archiving it again changes nothing.</summary>
    public void Archive(Actor actor, Order order)
    {
        if (order.Archive(calendar.Now))
            timeline.Archived(actor, order);
    }
}
