using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Changes orders. The order's row is locked first: of two concurrent changes, the second sees the result of the first.
/// </summary>
public interface IOrderStatusService
{
    /// <param name="ifMatch">The versions that the order may have.</param>
    /// <exception cref="ShopException">400: an unknown address, or a deadline in the past. 403: the status or deadline
    /// of the caller's own order, or another account's address. 404. 409: the transition is not allowed, a new address
    /// after shipping, or a deadline for an order that is not waiting for its payment. 412.</exception>
    Task<OrderResponse> UpdateAsync(
        Actor actor, long id, UpdateOrderRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <inheritdoc cref="UpdateAsync"/>
    Task<OrderResponse> MoveAsync(
        Actor actor, long id, OrderStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Archives it; archiving it again changes nothing.</summary>
    /// <exception cref="ShopException">404, 412.</exception>
    Task ArchiveAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class OrderStatusService(
    IUnitOfWork work, OrderRepository orders, PaymentDeadlines deadlines, OrderDecisions decisions,
    OrderChanges changes) : IOrderStatusService
{
    public async Task<OrderResponse> UpdateAsync(
        Actor actor, long id, UpdateOrderRequest request, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await changes.PrepareAsync(ct);
        return await EditAsync(actor, id, ifMatch, async order =>
        {
            await changes.RedirectAsync(actor, order, request, ct);
            if (request.EstimatedDelivery.IsSet)
                changes.Expect(actor, order, request.EstimatedDelivery.Value);
            if (request.PayBy is { IsSet: true, Value: { } payBy })
                await deadlines.MoveAsync(actor, order, payBy, ct);
            if (request.Status is { IsSet: true, Value: { } status } && status != order.Status)
                await decisions.DecideAsync(actor, order, status, ct);
        }, ct);
    }

    public Task<OrderResponse> MoveAsync(
        Actor actor, long id, OrderStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(actor, id, ifMatch, order => decisions.DecideAsync(actor, order, request.Status!.Value, ct), ct);

    public Task ArchiveAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(actor, id, ifMatch, order =>
        {
            changes.Archive(actor, order);
            return Task.CompletedTask;
        }, ct);

    private Task<OrderResponse> EditAsync(
        Actor actor, long id, ExpectedVersion ifMatch, Func<Order, Task> change, CancellationToken ct) =>
        work.CommitAsync(async () =>
    {
        var order = await orders.LockAsync(id, ct) ?? throw SalesProblems.HasNoOrder(id);
        ifMatch.Require(order.Version);
        await change(order);
        return OrderResponse.From(order).SeenBy(actor);
    }, ct);
}
