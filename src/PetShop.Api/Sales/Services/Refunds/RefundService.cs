using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>Reads refunds.</summary>
public interface IRefundService
{
    /// <summary>The order's refunds, the oldest first. Only admins see who caused them.</summary>
    /// <exception cref="ShopException">403: another user's order. 404: the order does not exist.</exception>
    Task<Page<RefundResponse>> ListAsync(Actor actor, long orderId, RefundFilter filter, CancellationToken ct);
}

internal sealed class RefundService(RefundRepository refunds, OrderRepository orders) : IRefundService
{
    private const string ListName = "refunds";

    public async Task<Page<RefundResponse>> ListAsync(
        Actor actor, long orderId, RefundFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<int>(ListName, filter.Cursor);
        actor.EnsureMaySee(await orders.FindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId));
        var rows = await refunds.ListAsync(orderId, after, filter.Limit + 1, RefundResponse.FromEntity, ct);
        var page = Page.From(rows, filter.Limit, refund => Cursor.Encode(ListName, refund.Number));
        return page.Map(refund => refund.SeenBy(actor));
    }
}
