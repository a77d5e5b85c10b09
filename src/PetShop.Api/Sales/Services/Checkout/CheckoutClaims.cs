using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>
/// Takes what a new order uses up: promotions with limits, and stock. Joins the caller's unit of work, whose last batch
/// refuses, and costs no round trip of its own.
/// </summary>
internal sealed class CheckoutClaims(IUnitOfWork work, PromotionLimits promotions, IStockService stock)
{
    /// <param name="order">Its insertion must be in the last batch already.</param>
    /// <exception cref="ShopException">409 promotion-used-up or insufficient-stock, when the unit of work
    /// ends.</exception>
    public Task TakeAsync(Actor actor, Order order, CancellationToken ct)
    {
        promotions.Take(
            work.Closing, order.Id, PromotionCustomer.Of(order), order.Pricing.Promotions);
        return stock.TakeAsync(
            actor, [.. order.Lines.Select(line => new StockLine(line.ProductId, line.Quantity, order.Id))], ct);
    }
}
