using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Payments.Settling;
using PetShop.Api.Sales.Services.Shipments;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Changes the status of an order, with all that belongs to it. Joins the caller's unit of work, which must hold the
/// order's lock.
/// </summary>
internal sealed class OrderDecisions(
    PaymentDeadlines deadlines, OrderCancellation cancellation, OrderShipping shipping, StatusChanges moves)
{
    /// <param name="order">With its lines and invoice entries.</param>
    /// <exception cref="ShopException">403: the caller's own order. 409: the transition is not allowed.</exception>
    public async Task DecideAsync(Actor actor, Order order, OrderStatus status, CancellationToken ct)
    {
        actor.EnsureNotOwnOrder(order.UserId);
        StatusChanges.RequireOnRequest(order, status);
        switch (status)
        {
            case OrderStatus.Cancelled:
                await cancellation.CancelAsync(actor, [order], ct);
                break;
            case OrderStatus.Shipped:
                await shipping.ShipRestAsync(actor, order, ct);
                break;
            case OrderStatus.Confirmed:
                moves.Move(actor, order, status);
                await deadlines.LiftAsync(order.Id, ct);
                break;
            default:
                moves.Move(actor, order, status);
                break;
        }
    }
}
