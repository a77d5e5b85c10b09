using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Repositories.Credits;

/// <summary>Gift cards that were bought. They change under their order's lock.</summary>
internal sealed class GiftCardRepository(PetShopDbContext db)
{
    /// <summary>All of the order, for a change, by number. The order's lock must be held.</summary>
    public Task<List<BoughtGiftCard>> LoadAsync(long orderId, CancellationToken ct) =>
        db.Set<BoughtGiftCard>().Where(card => card.OrderId == orderId).OrderBy(card => card.Number).ToListAsync(ct);

    /// <summary>Those of the order, by number.</summary>
    /// <param name="after">The number of the previous page's last gift card; 0 for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        long orderId, int after, int count, Expression<Func<BoughtGiftCard, T>> shape, CancellationToken ct)
    {
        var all = db.Set<BoughtGiftCard>().AsNoTracking().Where(card => card.OrderId == orderId);
        return db.ListAsync(
            all.Where(card => card.Number > after).OrderBy(card => card.Number).Limit(count).Select(shape),
            all.OrderBy(card => card.Number), after == 0, ct);
    }

    /// <summary>The last characters of the code of a gift card's credit.</summary>
    public Task<string> FindEndingAsync(long creditId, CancellationToken ct) => db.Set<StoreCredit>()
        .Where(credit => credit.Id == creditId).Select(credit => credit.CodeEnding!).SingleAsync(ct);

    /// <summary>Whether the order's invoice is paid.</summary>
    public Task<bool> IsPaidAsync(long orderId, CancellationToken ct) => db.Set<Invoice>()
        .AnyAsync(invoice => invoice.OrderId == orderId && invoice.Status == InvoiceStatus.Paid, ct);

    /// <summary>The order with which this credit was bought; null for any other credit.</summary>
    public Task<long?> FindOrderAsync(long creditId, CancellationToken ct) => db.Set<BoughtGiftCard>()
        .Where(card => card.StoreCreditId == creditId).Select(card => (long?)card.OrderId).SingleOrDefaultAsync(ct);

    /// <summary>The credits of the order's gift cards.</summary>
    public Task<long[]> ListCreditsAsync(long orderId, CancellationToken ct) => db.Set<BoughtGiftCard>()
        .Where(card => card.OrderId == orderId && card.StoreCreditId != null)
        .Select(card => card.StoreCreditId!.Value).ToArrayAsync(ct);

    /// <summary>
    /// What can still be spent of the order's gift cards together: what the shop holds of its payments, and what admins
    /// added to them, minus what was spent. The bank holds a payment that is disputed, and has taken back one whose
    /// dispute was lost; what a failed transfer should have moved is owed to the customer.
    /// </summary>
    public Task<decimal> FindRoomAsync(long orderId, CancellationToken ct) =>
        FindRoomAsync(orderId, whenWon: false, ct);

    /// <summary>The same, if the shop wins the disputes that are open.</summary>
    public Task<decimal> FindRoomWhenWonAsync(long orderId, CancellationToken ct) =>
        FindRoomAsync(orderId, whenWon: true, ct);

    /// <summary>Those of the orders that are paid and have gift cards whose codes can still be taken.</summary>
    public Task<List<long>> ListUntakenAsync(long[] orderIds, CancellationToken ct) => db.Set<BoughtGiftCard>()
        .Where(card => orderIds.Contains(card.OrderId) && card.StoreCreditId == null && card.RefundNumber == null
            && db.Set<Invoice>().Any(invoice =>
                invoice.OrderId == card.OrderId && invoice.Status == InvoiceStatus.Paid))
        .Select(card => card.OrderId).Distinct().OrderBy(id => id).ToListAsync(ct);

    private async Task<decimal> FindRoomAsync(long orderId, bool whenWon, CancellationToken ct)
    {
        var held = await db.Set<Payment>()
            .Where(payment => payment.OrderId == orderId && (whenWon || payment.Dispute != DisputeStatus.Open))
            .SumAsync(payment => payment.CapturedAmount - payment.RefundedAmount, ct);
        var failed = await db.Set<RefundTransfer>()
            .Where(transfer => transfer.OrderId == orderId && transfer.Status == RefundTransferStatus.Failed
                && !transfer.IsReplaced)
            .SumAsync(transfer => transfer.Amount, ct);
        var moved = await db.Set<StoreCreditMovement>()
            .Where(movement => db.Set<BoughtGiftCard>().Any(card =>
                card.OrderId == orderId && card.StoreCreditId == movement.CreditId))
            .GroupBy(movement => movement.CreditId)
            .Select(of => new
            {
                Spent = of.Where(movement => movement.Kind == StoreCreditMovementKind.Redeemed
                    || movement.Kind == StoreCreditMovementKind.Refunded).Sum(movement => movement.Amount),
                Adjusted = of.Where(movement => movement.Kind == StoreCreditMovementKind.Adjusted)
                    .Sum(movement => movement.Amount),
            }).ToListAsync(ct);
        // What an admin took out of one gift card is not the loss of the others.
        return held - failed + moved.Sum(of => of.Spent + Math.Max(0, of.Adjusted));
    }
}
