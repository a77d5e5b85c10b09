using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Repositories.Payments;

/// <summary>How refunds go back to payments. They change under their order's lock.</summary>
internal sealed class RefundTransferRepository(PetShopDbContext db)
{
    /// <summary>The transfers to a payment for a change. Lock the order first.</summary>
    public Task<List<RefundTransfer>> LoadAsync(long orderId, int paymentNumber, CancellationToken ct) =>
        db.Set<RefundTransfer>()
            .Where(transfer => transfer.OrderId == orderId && transfer.PaymentNumber == paymentNumber)
            .OrderBy(transfer => transfer.RefundNumber).ThenBy(transfer => transfer.Number).ToListAsync(ct);

    /// <summary>Saves what has changed, so that queries find it.</summary>
    public Task FlushAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    /// <summary>What failed transfers hold of each payment of the order, until an admin decides.</summary>
    public Task<Dictionary<int, decimal>> SumFailedAsync(long orderId, CancellationToken ct) =>
        Failed(orderId).GroupBy(transfer => transfer.PaymentNumber)
            .Select(of => new { of.Key, Amount = of.Sum(transfer => transfer.Amount) })
            .ToDictionaryAsync(of => of.Key, of => of.Amount, ct);

    /// <summary>The failed transfers to a payment that wait for an admin, with their refunds, for a change.</summary>
    public async Task<List<(Refund Refund, RefundTransfer Transfer)>> LoadFailedAsync(
        long orderId, int paymentNumber, CancellationToken ct)
    {
        var numbers = await Failed(orderId).Where(transfer => transfer.PaymentNumber == paymentNumber)
            .Select(transfer => transfer.RefundNumber).Distinct().ToListAsync(ct);
        var found = await db.Set<Refund>().Include(refund => refund.Transfers)
            .Where(refund => refund.OrderId == orderId && numbers.Contains(refund.Number))
            .OrderBy(refund => refund.Number).ToListAsync(ct);
        return [.. found.SelectMany(refund => refund.Transfers
            .Where(transfer => transfer is { Status: RefundTransferStatus.Failed, IsReplaced: false }
                && transfer.PaymentNumber == paymentNumber)
            .Select(transfer => (refund, transfer)))];
    }

    /// <summary>The transfers that have not succeeded, of the newest orders first.</summary>
    /// <param name="before">The previous page's last transfer; null for the first page.</param>
    public Task<ListResult<T>> ListOpenAsync<T>(
        RefundTransferStatus? status, TransferPlace? before, int count, Expression<Func<RefundTransfer, T>> shape,
        CancellationToken ct)
    {
        var open = db.Set<RefundTransfer>().AsNoTracking()
            .Where(transfer => transfer.Status != RefundTransferStatus.Succeeded && !transfer.IsReplaced);
        if (status is { } only)
            open = open.Where(transfer => transfer.Status == only);
        var page = before is not { } last ? open : open.Where(transfer => EF.Functions.LessThan(
            ValueTuple.Create(transfer.OrderId, transfer.RefundNumber, transfer.Number),
            ValueTuple.Create(last.OrderId, last.RefundNumber, last.Number)));
        return db.ListAsync(Newest(page).Limit(count).Select(shape), Newest(open), before is null, ct);
    }

    /// <summary>The refund with its transfers for a change; null if it does not exist. Lock the order first.</summary>
    public Task<Refund?> LoadRefundAsync(long orderId, int number, CancellationToken ct) =>
        db.Set<Refund>().Include(refund => refund.Transfers).Include(refund => refund.Lines)
            .SingleOrDefaultAsync(refund => refund.OrderId == orderId && refund.Number == number, ct);

    private IQueryable<RefundTransfer> Failed(long orderId) => db.Set<RefundTransfer>().Where(transfer =>
        transfer.OrderId == orderId && transfer.Status == RefundTransferStatus.Failed && !transfer.IsReplaced);

    private static IQueryable<RefundTransfer> Newest(IQueryable<RefundTransfer> transfers) =>
        transfers.OrderByDescending(transfer => transfer.OrderId).ThenByDescending(transfer => transfer.RefundNumber)
            .ThenByDescending(transfer => transfer.Number);
}

/// <summary>The place of a transfer in a list.</summary>
internal sealed record TransferPlace(long OrderId, int RefundNumber, int Number);
