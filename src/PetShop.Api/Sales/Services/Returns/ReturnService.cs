using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>Reads returns, and takes requests for them.</summary>
public interface IReturnService
{
    /// <summary>The caller's own returns; an admin's list has all.</summary>
    /// <exception cref="ShopException">400: a filter that only admins have.</exception>
    Task<Page<ReturnResponse>> ListAsync(Actor actor, ReturnFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">403: another's. 404: there is none.</exception>
    Task<ReturnResponse> GetAsync(Actor actor, long id, CancellationToken ct);

    /// <summary>Asks to send goods of a paid and delivered order back. The refund is computed from what was charged.</summary>
    /// <exception cref="ShopException">400: no such order, or a product that is not on it. 403: another's. 409: not delivered, not paid, or more than can be returned.</exception>
    Task<ReturnResponse> RequestAsync(Actor actor, CreateReturnRequest request, CancellationToken ct);
}

internal sealed class ReturnService(
    IUnitOfWork work, ReturnRepository returns, OrderRepository orders, InvoiceRepository invoices, TimeOrderedIds ids, TimeProvider clock) : IReturnService
{
    private const string ListName = "returns";

    public async Task<Page<ReturnResponse>> ListAsync(Actor actor, ReturnFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var criteria = new ReturnCriteria { UserId = AdminFilters.UserId(actor, filter.UserId), OrderId = filter.OrderId, Status = filter.Status };
        var rows = await returns.ListAsync(criteria, before, filter.Limit + 1, ReturnResponse.FromEntity, ct);
        return Page.From(rows, filter.Limit, request => Cursor.Encode<long?>(ListName, request.Id));
    }

    public async Task<ReturnResponse> GetAsync(Actor actor, long id, CancellationToken ct)
    {
        var found = await returns.FindAsync(id, ReturnResponse.FromEntity, ct) ?? throw NotFound(id);
        actor.EnsureMaySee(found.UserId);
        return found;
    }

    public async Task<ReturnResponse> RequestAsync(Actor actor, CreateReturnRequest request, CancellationToken ct)
    {
        var orderId = request.OrderId!.Value;
        var userId = actor.ActsFor(request.UserId);
        var id = await ids.NextAsync(ct);       // before the transaction, for which a block of them must not wait
        return await work.CommitAsync(async () =>
        {
            // The order's lock makes the requests for one order come one after another: none can overlook what another returns.
            var order = await orders.LockAsync(orderId, ct) ?? throw ShopException.Invalid("order_id", $"There is no order {orderId}.");
            actor.EnsureMaySee(order.UserId);
            if (request.UserId is not null && userId != order.UserId)
                throw ShopException.Invalid("user_id", "The order is another account's. Leave user_id out.");
            if (order.Status != OrderStatus.Delivered)
                throw SalesProblems.IsNotDelivered(OrderNumber.Of(order.Id), order.Status);
            await RequirePaidAsync(order, ct);
            var lines = new ReturnAllowance(order, await returns.SumAsync(order.Id, ct)).Take(request.Items!, Currency.Of(order.Currency));
            var created = Return.Request(id, order.Id, order.UserId, order.Currency, lines, clock.GetStoredNow());
            await returns.AddAsync(created, ct);
            return ReturnResponse.From(created);
        }, ct);
    }

    /// <summary>Money goes back only where it came in. The order's lock keeps what its invoice says.</summary>
    private async Task RequirePaidAsync(Order order, CancellationToken ct)
    {
        var status = order.ValidInvoiceId is { } invoice ? await invoices.FindStatusAsync(invoice, ct) : null;
        if (status != InvoiceStatus.Paid)
            throw SalesProblems.IsNotPaid(order.Id, status);
    }

    public static ShopException NotFound(long id) => ShopException.NotFound($"There is no return {id}.");
}
