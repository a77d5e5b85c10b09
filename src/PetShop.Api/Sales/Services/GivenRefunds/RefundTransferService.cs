using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Services.GivenRefunds;

/// <summary>The transfers of refunds that need an admin: those that no provider makes, and those that failed.</summary>
public interface IRefundTransferService
{
    /// <summary>Those that have not succeeded, of the newest orders first. For admins.</summary>
    Task<Page<OpenRefundTransfer>> ListAsync(RefundTransferFilter filter, CancellationToken ct);

    /// <summary>Sends a failed transfer again.</summary>
    /// <exception cref="ShopException">403: the caller's own order. 404. 409: it has not failed, or too little is left
    /// of the payment.</exception>
    Task<RefundResponse> RetryAsync(Actor actor, RefundTransferId id, CancellationToken ct);

    /// <summary>Says that the money has gone back in another way, such as by bank transfer.</summary>
    /// <exception cref="ShopException">403: the caller's own order. 404. 409: it has succeeded, or the provider makes
    /// it.</exception>
    Task<RefundResponse> CompleteAsync(Actor actor, RefundTransferId id, CancellationToken ct);
}

internal sealed class RefundTransferService(
    IUnitOfWork work, OrderRepository orders, RefundTransferRepository transfers, PaymentRepository payments,
    RefundTransfers sending, PaymentProviders providers, TimeProvider clock) : IRefundTransferService
{
    private const string ListName = "refund-transfers";

    public async Task<Page<OpenRefundTransfer>> ListAsync(RefundTransferFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<TransferPlace?>(ListName, filter.Cursor);
        var rows = await transfers.ListOpenAsync(
            filter.Status, before, filter.Limit + 1, OpenRefundTransfer.FromEntity, ct);
        return Page.From(rows, filter.Limit, transfer => Cursor.Encode<TransferPlace?>(
            ListName, new(transfer.OrderId, transfer.RefundNumber, transfer.Number)));
    }

    public Task<RefundResponse> RetryAsync(Actor actor, RefundTransferId id, CancellationToken ct) =>
        DecideAsync(actor, id, (order, refund, transfer, payment) =>
        {
            if (transfer.Status != RefundTransferStatus.Failed || transfer.IsReplaced)
                throw RefundProblems.HasNotFailed(transfer);
            sending.SendAgain(actor, order.Owner, refund, transfer, payment);
        }, ct);

    public Task<RefundResponse> CompleteAsync(Actor actor, RefundTransferId id, CancellationToken ct) =>
        DecideAsync(actor, id, (_, refund, transfer, payment) =>
        {
            if (transfer.Status == RefundTransferStatus.Failed && !transfer.IsReplaced)
                sending.Replace(refund, transfer, payment);
            else if (transfer.Status == RefundTransferStatus.Pending && providers.Of(payment.Provider).IsLocal)
                transfer.Finish(RefundTransferStatus.Succeeded, failure: null, clock.GetStoredNow());
            else
                throw RefundProblems.IsNotForAdmins(transfer);
        }, ct);

    private async Task<RefundResponse> DecideAsync(
        Actor actor, RefundTransferId id, Action<Order, Refund, RefundTransfer, Payment> decide, CancellationToken ct)
    {
        var made = await work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(id.OrderId, ct) ?? throw SalesProblems.HasNoOrder(id.OrderId);
            actor.EnsureNotOwnOrder(order.UserId);
            var refund = await transfers.LoadRefundAsync(id.OrderId, id.RefundNumber, ct);
            var transfer = refund?.Transfers.FirstOrDefault(found => found.Number == id.Number)
                ?? throw RefundProblems.HasNoTransfer(id.OrderId, id.RefundNumber, id.Number);
            var payment = (await payments.LoadAsync(order.Id, ct))
                .Single(found => found.Number == transfer.PaymentNumber);
            decide(order, refund!, transfer, payment);
            return new OrderRefund(RefundResponse.From(refund!), order.UserId);
        }, ct);
        return made.Refund.SeenBy(actor);
    }
}

/// <summary>A transfer of a refund.</summary>
public readonly record struct RefundTransferId(long OrderId, int RefundNumber, int Number);
