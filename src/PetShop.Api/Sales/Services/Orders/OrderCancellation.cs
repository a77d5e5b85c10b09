using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Payments.Settling;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// The only way to cancel orders. Joins the caller's unit of work, which must hold the orders' locks.
/// </summary>
internal sealed class OrderCancellation(
    OrderRepository orders, UnpaidLimits unpaid, CancelledMoney money, PromotionLimits promotions,
    IStockService stock, StatusChanges moves)
{
    /// <summary>
    /// Voids a pending invoice, refunds what was paid, gives back the uses of promotions, and returns the stock.
    /// </summary>
    /// <param name="cancelled">Loaded with their lines and invoice entries.</param>
    /// <exception cref="Core.Errors.ShopException">409: one of them can no longer be cancelled.</exception>
    public async Task CancelAsync(Actor actor, IReadOnlyList<Order> cancelled, CancellationToken ct)
    {
        foreach (var order in cancelled)
            moves.Move(actor, order, OrderStatus.Cancelled);
        await money.SettleAsync(actor, cancelled, ct);
        await unpaid.StopCountingAsync(actor, cancelled, ct);
        await orders.FlushAsync(ct);
        await moves.RecordAsync(ct);
        await promotions.ReleaseAsync([.. cancelled.Select(order => order.Id)], ct);
        // Last, so that contended stock rows are locked as briefly as possible, and for all orders at once, so that
        // rows are locked in one order.
        await stock.ReleaseAsync(actor, [.. cancelled.SelectMany(order => order.Lines)
            .Select(line => new StockLine(line.ProductId, line.Quantity, line.OrderId))], ct);
    }
}
