using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Places an order of a customer without an account.</summary>
public interface IGuestCheckoutService
{
    /// <summary>
    /// Places the order as <see cref="ICheckoutService"/> does, prepaid. An Idempotency-Key belongs to the token.
    /// </summary>
    /// <param name="cartToken">The guest's token as it was sent; null if it is missing.</param>
    /// <exception cref="ShopException">
    /// 400: a product that cannot be bought. 404: the shop did not issue the token. 409: too little stock, an empty
    /// cart, a total other than the expected one, or too much in unpaid orders; nothing is taken. 429: too many orders
    /// were cancelled.
    /// </exception>
    Task<GuestCheckoutResponse> PlaceAsync(
        Actor actor, string? cartToken, GuestCheckoutRequest request, CancellationToken ct);
}

internal sealed class GuestCheckoutService(OrderPlacement orders, GuestTokens tokens, GuestLinks links)
    : IGuestCheckoutService
{
    public async Task<GuestCheckoutResponse> PlaceAsync(
        Actor actor, string? cartToken, GuestCheckoutRequest request, CancellationToken ct)
    {
        var owner = await tokens.OwnerOfAsync(cartToken, actor.Client, ct);
        // An account that orders as a guest is a guest: the order must not depend on the access token.
        var guest = Actor.Anonymous with { Client = actor.Client };
        var placed = await orders.PlaceAsync(
            guest, new(owner, new(request.ShipTo!.Name!, request.Email!)), AsCheckout(request), ct);
        return new()
        {
            Message = placed.Message,
            Order = placed.Order,
            Invoice = placed.Invoice,
            // Made after the commit, so that no link is stored with the result of an Idempotency-Key.
            Links = await links.IssueAsync(placed.Order.Id, placed.Order.OrderDate, ct),
        };
    }

    private static CheckoutRequest AsCheckout(GuestCheckoutRequest request) => new()
    {
        Items = request.Items,
        ShipTo = AsAddress(request.ShipTo!),
        BillTo = request.BillTo is { } billTo ? AsAddress(billTo) : null,
        ShippingMethodId = request.ShippingMethodId,
        PromotionCodes = request.PromotionCodes,
        ExpectedTotal = request.ExpectedTotal,
    };

    private static OrderAddressRequest AsAddress(GuestAddressRequest address) => new()
    {
        Name = address.Name,
        Company = address.Company,
        Line1 = address.Line1,
        Line2 = address.Line2,
        City = address.City,
        Region = address.Region,
        PostalCode = address.PostalCode,
        Country = address.Country,
        Phone = address.Phone,
    };
}
