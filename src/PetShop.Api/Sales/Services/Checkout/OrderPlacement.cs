using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Buyers;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Places the orders of accounts and guests alike.</summary>
internal sealed class OrderPlacement(
    IUnitOfWork work, CheckoutLines checkoutLines, BasketPrices prices, CheckoutClaims claims,
    SalesDocumentFactory documents, OrderTimeline timeline, SalesTelemetry events)
{
    /// <summary>Everything is written in one transaction, or nothing.</summary>
    /// <param name="buyer">Who orders; the caller may order for them.</param>
    public async Task<CheckoutResponse> PlaceAsync(
        Actor actor, Buyer buyer, CheckoutRequest request, CancellationToken ct)
    {
        await checkoutLines.PrepareAsync(ct);
        // Before the transaction, because a block of ids is reserved on a connection of its own.
        var orderId = await documents.NextIdAsync(ct);
        var invoiceId = await documents.NextIdAsync(ct);
        try
        {
            return await work.CommitAsync(() => PlaceAsync(actor, buyer, new(orderId, invoiceId), request, ct), ct);
        }
        catch (ShopException e) when (e.Type == IStockService.InsufficientStock)
        {
            events.StockRefused(buyer.UserId);
            throw;
        }
    }

    private async Task<CheckoutResponse> PlaceAsync(
        Actor actor, Buyer buyer, NewIds ids, CheckoutRequest request, CancellationToken ct)
    {
        var purchase = await checkoutLines.TakeAsync(actor, buyer, request, ct);
        var priced = prices.Price(purchase.Terms, purchase.Goods);
        var (amounts, lines) = PricedPurchase.Of(priced, purchase.Goods);
        var order = documents.Place(ids.Order, purchase.Order, amounts, lines, priced.EstimatedDelivery);
        var invoice = documents.Invoice(ids.Invoice, order);
        if (request.ExpectedTotal is { } expected && expected != order.TotalAmount)
            throw SalesProblems.TotalChanged(order);
        OrderRepository.Add(work.Closing, order, invoice, priced.Prices.Steps, buyer.Cart.ClientKey);
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
