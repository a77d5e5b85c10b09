using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Repositories.Mails;

/// <summary>Refunds, as customers are told about them.</summary>
internal sealed class MailedRefundRepository(PetShopDbContext db)
{
    /// <summary>The refund with the ways of its money that have not failed; null if it does not exist.</summary>
    public async Task<MailedRefund?> FindAsync(long orderId, int number, CancellationToken ct)
    {
        var refund = await db.Set<Refund>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.OrderId == orderId && one.Number == number, ct);
        if (refund is null)
            return null;
        var ways = await db.Set<RefundTransfer>().AsNoTracking()
            .Where(way => way.OrderId == orderId && way.RefundNumber == number
                && way.Status != RefundTransferStatus.Failed)
            .Join(db.Set<Payment>(), way => new { way.OrderId, Number = way.PaymentNumber },
                payment => new { payment.OrderId, payment.Number },
                (way, payment) => new { Way = way, Payment = payment })
            .OrderBy(both => both.Way.Number)
            .Select(both => new RefundWay(
                both.Way.Amount, both.Payment.Method, both.Payment.CardBrand, both.Payment.CardLast4))
            .ToListAsync(ct);
        return new(refund.Amount, refund.Currency, refund.Reason, refund.Note, ways);
    }
}

/// <param name="Ways">None for refunds from before they were recorded.</param>
internal sealed record MailedRefund(
    decimal Amount, string Currency, RefundReason Reason, string? Note, IReadOnlyList<RefundWay> Ways);

/// <summary>What a part of a refund goes back to.</summary>
internal sealed record RefundWay(decimal Amount, PaymentMethod Method, string? CardBrand, string? CardLast4);
