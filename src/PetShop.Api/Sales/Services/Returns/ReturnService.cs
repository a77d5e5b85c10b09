using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>Reads and creates returns.</summary>
public interface IReturnService
{
    /// <summary>The caller's own returns; for a guest with a link, those of its order; for an admin, all.</summary>
    /// <exception cref="ShopException">400: a filter that only admins may use.</exception>
    Task<Page<ReturnResponse>> ListAsync(Actor actor, ReturnFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">403: another user's return. 404: it does not exist.</exception>
    Task<ReturnResponse> GetAsync(Actor actor, long id, CancellationToken ct);

    /// <summary>
    /// Requests a return of goods of a paid and delivered order. The refund is computed from what was charged.
    /// </summary>
    /// <exception cref="ShopException">400: the order does not exist, or a product is not on it. 403: another user's
    /// order. 409: not delivered, not paid, too late, or more than can be returned.</exception>
    Task<ReturnResponse> RequestAsync(Actor actor, CreateReturnRequest request, CancellationToken ct);
}

internal sealed class ReturnService(
    IUnitOfWork work, ReturnRepository returns, OrderRepository orders, ReturnRules rules, TimeOrderedIds ids,
    OrderTimeline timeline, TimeProvider clock) : IReturnService
{
    private const string ListName = "returns";

    public async Task<Page<ReturnResponse>> ListAsync(Actor actor, ReturnFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var criteria = new ReturnCriteria
        {
            UserId = actor.LinkedId is null ? AdminFilters.UserId(actor, filter.UserId) : null,
            OrderId = actor.LinkedId ?? filter.OrderId,
            Status = filter.Status,
        };
        var rows = await returns.ListAsync(criteria, before, filter.Limit + 1, ReturnResponse.FromEntity, ct);
        return Page.From(rows, filter.Limit, request => Cursor.Encode<long?>(ListName, request.Id));
    }

    public async Task<ReturnResponse> GetAsync(Actor actor, long id, CancellationToken ct)
    {
        var found = await returns.FindAsync(id, ReturnResponse.FromEntity, ct) ?? throw NotFound(id);
        actor.EnsureMaySee(new OrderOwner(found.OrderId, found.UserId));
        return found;
    }

    public async Task<ReturnResponse> RequestAsync(Actor actor, CreateReturnRequest request, CancellationToken ct)
    {
        var orderId = request.OrderId!.Value;
        var userId = actor.ActsFor(request.UserId);
        var id = await ids.NextAsync(ct);       // before the transaction, which must not wait for a new block of ids
        return await work.CommitAsync(async () =>
        {
            // The order's lock serializes the requests for one order: none can overlook what another one returns.
            var order = await orders.LockAsync(orderId, ct)
                ?? throw ShopException.Invalid("order_id", $"There is no order {orderId}.");
            actor.EnsureMaySee(order.Owner);
            if (request.UserId is not null && userId != order.UserId)
                throw ShopException.Invalid("user_id", "The order belongs to another account. Leave user_id out.");
            await rules.RequireReturnableAsync(actor, order, ct);
            var lines = new ReturnAllowance(order, await returns.SumAsync(order.Id, ct))
                .Take(request.Items!, Currency.Of(order.Currency));
            var created = Return.Request(id, order.Owner, order.Currency, lines, clock.GetStoredNow());
            await returns.AddAsync(created, ct);
            timeline.Requested(actor, created);
            return ReturnResponse.From(created);
        }, ct);
    }

    public static ShopException NotFound(long id) => ShopException.NotFound($"There is no return {id}.");
}
