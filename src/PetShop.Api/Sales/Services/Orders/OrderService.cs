using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Reads orders.</summary>
public interface IOrderService
{
    /// <summary>The caller's own orders; for an admin, all. Archived ones are listed only on request.</summary>
    /// <exception cref="ShopException">400: a filter that only admins may use.</exception>
    Task<Page<OrderResponse>> ListAsync(Actor actor, OrderFilter filter, CancellationToken ct);

    /// <summary>The order, even if it is archived.</summary>
    /// <exception cref="ShopException">403: another user's order. 404: it does not exist.</exception>
    Task<OrderResponse> GetAsync(Actor actor, long id, CancellationToken ct);

    /// <summary>How each amount of the order was computed when it was placed and edited.</summary>
    /// <exception cref="ShopException">403: another user's order. 404: it does not exist.</exception>
    Task<OrderExplanation> ExplainAsync(Actor actor, long id, CancellationToken ct);
}

internal sealed class OrderService(OrderRepository orders, OrderListRepository lists, OrderSearch search)
    : IOrderService
{
    private const string ListName = "orders";

    public async Task<Page<OrderResponse>> ListAsync(Actor actor, OrderFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var criteria = await search.ReadAsync(actor, filter, ct);
        var rows = await lists.ListAsync(criteria, before, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, order => Cursor.Encode<long?>(ListName, order.Id))
            .Map(order => OrderResponse.From(order).SeenBy(actor));
    }

    public async Task<OrderResponse> GetAsync(Actor actor, long id, CancellationToken ct)
    {
        var order = await orders.FindAsync(id, ct) ?? throw SalesProblems.HasNoOrder(id);
        actor.EnsureMaySee(order.Owner);
        return OrderResponse.From(order).SeenBy(actor);
    }

    public async Task<OrderExplanation> ExplainAsync(Actor actor, long id, CancellationToken ct)
    {
        var order = await orders.FindAsync(id, ct) ?? throw SalesProblems.HasNoOrder(id);
        actor.EnsureMaySee(order.Owner);
        var currency = Currency.Of(order.Currency);
        var steps = await orders.FindPriceStepsAsync(id, ct) ?? [];
        return new()
        {
            OrderId = order.Id,
            Number = OrderNumber.Of(order.Id),
            Currency = order.Currency,
            TotalAmount = order.TotalAmount,
            Steps = PriceStepText.Explain(steps, TotalParts.Of(order), currency),
        };
    }
}
