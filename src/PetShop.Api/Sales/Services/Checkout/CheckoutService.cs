using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Carts;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Places an order of an account from a cart or from given lines.</summary>
public interface ICheckoutService
{
    /// <summary>
    /// Order, invoice, stock and the emptied cart are written in one transaction. The result is kept under the
    /// request's Idempotency-Key.
    /// </summary>
    /// <exception cref="ShopException">
    /// 400: a product that cannot be bought, or no address. 400 if the account is in the body, otherwise 404: the
    /// account was closed. 403: the order is for another account, or names another account's address. 409: too little
    /// stock, an empty cart, a total other than the expected one, or too much in unpaid orders; nothing is taken. 429:
    /// too many orders were cancelled.
    /// </exception>
    Task<CheckoutResponse> PlaceAsync(Actor actor, CheckoutRequest request, CancellationToken ct);
}

internal sealed class CheckoutService(OrderPlacement orders) : ICheckoutService
{
    public Task<CheckoutResponse> PlaceAsync(Actor actor, CheckoutRequest request, CancellationToken ct) =>
        orders.PlaceAsync(
            actor, new(CartOwner.OfAccount(actor.ActsFor(request.UserId)), IsInBody: request.UserId is not null),
            request, ct);
}
