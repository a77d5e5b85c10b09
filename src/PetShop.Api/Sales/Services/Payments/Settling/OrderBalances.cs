using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Payments;

namespace PetShop.Api.Sales.Services.Payments.Settling;

/// <summary>Compares what orders owe with what was paid. Joins the caller's unit of work.</summary>
internal sealed class OrderBalances(
    InvoiceRepository invoices, RefundRepository refunds, PaymentRepository payments)
{
    /// <summary>For a change: the order's lock must be held.</summary>
    /// <param name="order">With its invoice entries.</param>
    /// <param name="all">All payments of the order.</param>
    public async Task<OrderBalance> ReadAsync(
        Order order, IReadOnlyCollection<Payment> all, CancellationToken ct)
    {
        var invoice = order.ValidInvoiceId is { } id ? await invoices.LockAsync(id, ct) : null;
        var refunded = all.Count == 0 ? 0 : await refunds.SumAsync(order.Id, ct);
        return new(invoice, OwedBy(order, invoice?.Status, invoice?.TotalAmount - invoice?.RefundedAmount),
            all.Sum(payment => payment.CapturedAmount) - refunded);
    }

    /// <summary>As the other overload, with the payments as they are in the unit of work.</summary>
    /// <param name="order">With its invoice entries.</param>
    public async Task<OrderBalance> ReadAsync(Order order, CancellationToken ct) =>
        await ReadAsync(order, await payments.LoadAsync(order.Id, ct), ct);

    /// <summary>What the shop may keep of the payments.</summary>
    /// <param name="status">Of the valid invoice; null if there is none.</param>
    /// <param name="left">The invoice's amount minus its refunds.</param>
    public static decimal OwedBy(Order order, InvoiceStatus? status, decimal? left) => status switch
    {
        InvoiceStatus.Paid or InvoiceStatus.Refunded => left ?? 0,
        _ => order.Status == OrderStatus.Cancelled ? 0 : order.TotalAmount,
    };
}

/// <summary>What an order owes, and what was paid.</summary>
/// <param name="Invoice">The valid one, locked; null if there is none.</param>
/// <param name="Owed">What the shop may keep of the payments.</param>
/// <param name="Kept">What was captured, minus the refunds.</param>
internal sealed record OrderBalance(Invoice? Invoice, decimal Owed, decimal Kept)
{
    /// <summary>What is still to be paid; below 0 if more was paid than is owed.</summary>
    public decimal Due => Owed - Kept;

    /// <summary>What was paid without being owed and is not refunded yet, disputed money included.</summary>
    public decimal Surplus => Math.Max(0, -Due);
}
