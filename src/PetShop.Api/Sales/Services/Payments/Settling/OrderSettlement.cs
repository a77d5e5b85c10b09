using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Refunds;

namespace PetShop.Api.Sales.Services.Payments.Settling;

/// <summary>
/// Compares what an order owes with what was paid, whenever either changes: marks the invoice as paid, refunds money
/// that is not owed, and gives up payments that are no longer needed. Joins the caller's unit of work, which must hold
/// the order's lock.
/// </summary>
internal sealed class OrderSettlement(
    PaymentRepository payments, OrderBalances balances, RefundLedger refunds, StatusChanges moves,
    PaymentDeadlines deadlines, UnneededPayments unneeded)
{
    /// <summary>Saves what has changed before, and settles it.</summary>
    /// <param name="order">With its invoice entries.</param>
    public async Task SettleAsync(Actor actor, Order order, CancellationToken ct)
    {
        await payments.FlushAsync(ct);
        var all = await payments.LoadAsync(order.Id, ct);
        if (all.Count == 0)
            return;
        var balance = await balances.ReadAsync(order, all, ct);
        if (balance is { Invoice: { Status: InvoiceStatus.Pending, TotalAmount: > 0 } invoice }
            && balance.Kept >= invoice.TotalAmount)
        {
            moves.Move(actor, invoice, InvoiceStatus.Paid);
            // From now on, the customer can take their codes.
            if (order.HoldsGiftCards)
                moves.Move(actor, order, OrderStatus.Delivered);
        }
        if (balance is { Owed: > 0, Due: <= 0 })
            await deadlines.LiftAsync(order.Id, ct);
        // A dispute may take the surplus, or what else is owed: while it is open, the other money is kept.
        if (balance.Due < 0 && await refunds.FindSendableAsync(order.Id, ct) - balance.Owed is > 0 and var surplus)
            await refunds.BookNotDueAsync(Actor.Shop, order, surplus, ct);
        if (balance.Due <= 0)
            await unneeded.GiveUpAsync(all, ct);
        if (balance.Invoice is { Status: InvoiceStatus.Pending })
            await deadlines.WatchAsync(order, isAuthorised: Authorised(all) >= balance.Due, ct);
    }

    /// <summary>What was paid of the order so far, minus the refunds.</summary>
    public async Task<decimal> FindKeptAsync(Order order, CancellationToken ct) =>
        (await balances.ReadAsync(order, ct)).Kept;

    private static decimal Authorised(List<Payment> all) =>
        all.Where(payment => payment.Status == PaymentStatus.Authorised).Sum(payment => payment.Amount);
}
