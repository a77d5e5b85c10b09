using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Places an order from a cart or from given lines.</summary>
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

internal sealed class CheckoutService(
    IUnitOfWork work, CheckoutLines checkoutLines, BasketPrices prices, CheckoutClaims claims,
    SalesDocumentFactory documents, OrderTimeline timeline, SalesTelemetry events) : ICheckoutService
{
    public async Task<CheckoutResponse> PlaceAsync(Actor actor, CheckoutRequest request, CancellationToken ct)
    {
        var userId = actor.ActsFor(request.UserId);
        await checkoutLines.PrepareAsync(ct);
        // Before the transaction, because a block of ids is reserved on a connection of its own.
        var orderId = await documents.NextIdAsync(ct);
        var invoiceId = await documents.NextIdAsync(ct);
        try
        {
            return await work.CommitAsync(() => PlaceAsync(actor, new(orderId, invoiceId), request, ct), ct);
        }
        catch (ShopException e) when (e.Type == IStockService.InsufficientStock)
        {
            events.StockRefused(userId);
            throw;
        }
    }

    private async Task<CheckoutResponse> PlaceAsync(
        Actor actor, NewIds ids, CheckoutRequest request, CancellationToken ct)
    {
        var userId = actor.ActsFor(request.UserId);
        var purchase = await checkoutLines.TakeAsync(userId, request, ct);
        var priced = prices.Price(purchase.Terms, purchase.Goods);
        var (amounts, lines) = PricedPurchase.Of(priced, purchase.Goods);
        var order = documents.Place(ids.Order, purchase.Order, amounts, lines);
        var invoice = documents.Invoice(ids.Invoice, order);
        if (request.ExpectedTotal is { } expected && expected != order.TotalAmount)
            throw SalesProblems.TotalChanged(order);
        OrderRepository.Add(work.Closing, order, invoice, priced.Prices.Steps);
        timeline.Placed(actor, order);
        await claims.TakeAsync(actor, order, ct);
        work.OnCommitted(() => events.Placed(order));
        return new CheckoutResponse
        {
            Message = $"Your order {OrderNumber.Of(order.Id)} has been placed.",
            Order = OrderResponse.From(order).SeenBy(actor),
            Invoice = InvoiceResponse.From(invoice, order.PlacedAt),
        };
    }

    private readonly record struct NewIds(long Order, long Invoice);
}
