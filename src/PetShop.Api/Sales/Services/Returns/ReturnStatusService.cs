using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>
/// Decides on returns. The order's row is locked first: of two concurrent decisions, the second sees the result of the
/// first, including refunds.
/// </summary>
public interface IReturnStatusService
{
    /// <param name="ifMatch">The versions that the return may have.</param>
    /// <exception cref="ShopException">404, 412.</exception>
    Task<ReturnResponse> UpdateAsync(
        long id, UpdateReturnRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>
    /// Approves, rejects, processes or withdraws it. Processing records the refund and, if requested, returns the goods
    /// to stock once. With the last goods of the order, shipping is refunded too.
    /// </summary>
    /// <exception cref="ShopException">403: the caller's own order. 404. 409: the transition is not allowed, no
    /// payment, or too little left of it. 412.</exception>
    Task<ReturnResponse> MoveAsync(
        Actor actor, long id, ReturnStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Withdraws a request; withdrawing it again changes nothing.</summary>
    /// <exception cref="ShopException">403: another user's return. 404. 409: it was already decided. 412.</exception>
    Task WithdrawAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ReturnStatusService(
    IUnitOfWork work, ReturnRepository returns, OrderRepository orders, RefundLedger refunds, IStockService stock,
    StatusChanges moves, TimeProvider clock)
    : IReturnStatusService
{
    public Task<ReturnResponse> UpdateAsync(
        long id, UpdateReturnRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(id, _ => { }, ifMatch, (_, found) =>
        {
            if (request.AdminNotes.IsSet)
                found.Note(request.AdminNotes.Value, clock.GetStoredNow());
            return Task.CompletedTask;
        }, ct);

    public Task<ReturnResponse> MoveAsync(
        Actor actor, long id, ReturnStatusRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(id, order => actor.EnsureNotOwnOrder(order.UserId), ifMatch, async (order, found) =>
        {
            var before = request.Status == ReturnStatus.Processed
                ? await returns.CountProcessedAsync(order.Id, ct) : (int?)null;
            moves.Move(actor, found, request.Status!.Value, request.Restock ?? false);
            if (before is { } units)
            {
                found.RefundShipping(RefundCalculator.OfShipping(
                    order, units, found.Lines.Sum(line => line.Quantity),
                    await refunds.FindGivenShippingAsync(order.Id, ct)));
                await refunds.BookReturnAsync(actor, order, found, ct);
            }
            if (found.IsRestocked)
                await stock.RestockAsync(
                    actor, [.. found.Lines.Select(line => new StockLine(line.ProductId, line.Quantity, found.Id))], ct);
        }, ct);

    public Task WithdrawAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct) =>
        EditAsync(id, order => actor.EnsureMaySee(order), ifMatch, (_, found) =>
        {
            if (found.Status == ReturnStatus.Withdrawn)
                return Task.CompletedTask;
            if (found.Status != ReturnStatus.Requested)
                throw ReturnProblems.IsUnderWay();
            moves.Move(actor, found, ReturnStatus.Withdrawn);
            return Task.CompletedTask;
        }, ct);

    /// <param name="allow">Throws if the caller is not allowed to do it; receives whose return it is.</param>
    private Task<ReturnResponse> EditAsync(
        long id, Action<OrderOwner> allow, ExpectedVersion ifMatch, Func<Order, Return, Task> change,
        CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var orderId = await returns.FindOrderAsync(id, ct) ?? throw ReturnService.NotFound(id);
            var order = await orders.LockAsync(orderId, ct) ?? throw ReturnService.NotFound(id);
            var found = await returns.LockAsync(id, ct) ?? throw ReturnService.NotFound(id);
            allow(order.Owner);
            ifMatch.Require(found.Version);
            await change(order, found);
            return ReturnResponse.From(found);
        }, ct);
}
