using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>Cancels orders, or units of them.</summary>
public interface IOrderCancelService
{
    /// <summary>
    /// Cancels the units of the request or, without it, everything that has not been shipped. An order of which nothing
    /// is left is cancelled: the stock is restored once, a pending invoice is voided, a paid one refunded.
    /// </summary>
    /// <exception cref="ShopException">400: a product that is not on the order. 403, 404. 409: it has already shipped
    /// or was cancelled, more units than can be cancelled, or a part of a paid order.</exception>
    Task<OrderResponse> CancelAsync(Actor actor, long id, CancelOrderRequest? request, CancellationToken ct);
}

internal sealed class OrderCancelService(
    IUnitOfWork work, OrderRepository orders, OrderCancellation cancellation, OrderRevision revision,
    InvoiceReplacement invoices) : IOrderCancelService
{
    public async Task<OrderResponse> CancelAsync(
        Actor actor, long id, CancelOrderRequest? request, CancellationToken ct)
    {
        var edit = await invoices.PrepareAsync(ct);
        return await work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(id, ct) ?? throw SalesProblems.HasNoOrder(id);
            actor.EnsureMaySee(order.Owner);
            if (!OrderTransitions.CanBeEdited(order.Status))
                StatusChanges.Require(order, OrderStatus.Cancelled);
            var plan = request?.Items is { } items ? EditPlan.Cancel(order, items) : EditPlan.CancelRest(order);
            if (plan.Cuts.Values.Sum() == order.Units)
                await cancellation.CancelAsync(actor, [order], ct);
            else
                await ReviseAsync(actor, order, plan, edit, isLimited: request?.Items is not null, ct);
            return OrderResponse.From(order).SeenBy(actor);
        }, ct);
    }

    /// <param name="isLimited">The rest can be cancelled only once, and must be possible.</param>
    private async Task ReviseAsync(
        Actor actor, Order order, EditPlan plan, Revision edit, bool isLimited, CancellationToken ct)
    {
        if (order.HoldsGiftCards)
            throw GiftCardProblems.CannotBeChanged(order);
        var steps = await orders.FindPriceStepsAsync(order.Id, ct) ?? [];
        if (isLimited)
            EditPlan.RequireFewEdits(order, steps);
        var prices = CancelledUnits.Cancel(order, steps, plan.Cuts).Summed();
        await revision.ApplyAsync(actor, order, prices, edit, ct);
    }
}
