using Microsoft.Extensions.Options;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Addresses;
using PetShop.Api.Sales.Services.Papers.Writing;
using PetShop.Api.Sales.Services.Shipping;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Changes an order apart from its status, and records it. Joins the caller's unit of work, which must hold the order's
/// lock.
/// </summary>
internal sealed class OrderChanges(
    OrderAddresses addresses, OrderTimeline timeline, IShippingTable shipping, ITaxTable taxes, InvoicePapers papers,
    ShopCalendar calendar, IOptions<ShopOptions> shop)
{
    private ShippingBook? _book;
    private TaxRateBook? _rates;

    private ShippingBook Book =>
        _book ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");

    private TaxRateBook Rates =>
        _rates ?? throw new InvalidOperationException($"Call {nameof(PrepareAsync)} first.");

    /// <summary>Call it before the unit of work opens, because it may need its own connection.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        _book = await shipping.CurrentAsync(ct);
        _rates = await taxes.CurrentAsync(ct);
    }

    /// <summary>Changes where the order is sent, if the request says so.</summary>
    /// <exception cref="ShopException">
    /// 400: an unknown address, or a text where tax or shipping depends on the region or postal code. 403: another
    /// account's address. 409: the order has already shipped, or tax or shipping is different there.
    /// </exception>
    public async Task RedirectAsync(Actor actor, Order order, UpdateOrderRequest request, CancellationToken ct)
    {
        if (!request.ShipTo.IsSet && !request.ShippingAddress.IsSet)
            return;
        if (!OrderTransitions.IsBeforeShipping(order.Status))
            throw SalesProblems.IsShipped(OrderNumber.Of(order.Id));
        var shipTo =
            request.ShipTo.Value is { } given ? await addresses.ReadAsync(order.UserId, given, ct) : null;
        if (shipTo is null && (Rates.DependsOnRegion(calendar.DayOf(order.PlacedAt))
            || Book.DistinguishesWithin(shop.Value.Country)))
            throw SalesProblems.NeedsAddressFields(canPickUp: false);
        var home = shop.Value.Home;
        var (from, to) = (order.PlaceOfDelivery(home), shipTo?.Place ?? home);
        if (Places.CodeOf(from) != Places.CodeOf(to) || Places.VatCountryOf(from) != Places.VatCountryOf(to)
            || !Book.AreInOneZone(from, to))
            throw SalesProblems.PriceWouldChange();
        await papers.KeepAsync(order, ct);
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
