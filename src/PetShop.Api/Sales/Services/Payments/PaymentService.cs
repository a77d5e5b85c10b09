using System.Linq.Expressions;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Payments;

/// <summary>Reads payments.</summary>
public interface IPaymentService
{
    /// <summary>All payments, those of the newest orders first. For admins.</summary>
    Task<Page<PaymentResponse>> ListAsync(Actor actor, PaymentFilter filter, CancellationToken ct);

    /// <summary>The order's payments, and what is left to pay.</summary>
    /// <exception cref="ShopException">403: another user's order. 404: the order does not exist.</exception>
    Task<OrderPaymentsResponse> ListAsync(Actor actor, long orderId, CancellationToken ct);

    /// <exception cref="ShopException">403: another user's order. 404: it does not exist.</exception>
    Task<PaymentResponse> GetAsync(Actor actor, long orderId, int number, CancellationToken ct);
}

internal sealed class PaymentService(
    PaymentRepository payments, OrderRepository orders, InvoiceRepository invoices, RefundRepository refunds)
    : IPaymentService
{
    private const string ListName = "payments";

    public async Task<Page<PaymentResponse>> ListAsync(Actor actor, PaymentFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<PaymentPlace?>(ListName, filter.Cursor);
        var rows = await payments.ListAsync(
            new(filter.Status, filter.Reference), before, filter.Limit + 1, PaymentResponse.FromEntity,
            ct);
        return Page.From(rows, filter.Limit,
                payment => Cursor.Encode<PaymentPlace?>(ListName, new(payment.OrderId, payment.Number)))
            .Map(payment => payment.SeenBy(actor, isCustomer: false));
    }

    public async Task<OrderPaymentsResponse> ListAsync(Actor actor, long orderId, CancellationToken ct)
    {
        var order = await orders.FindAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
        actor.EnsureMaySee(order.Owner);
        var items = await payments.ListAsync(orderId, PaymentResponse.FromEntity, ct);
        var (captured, refunded) = (items.Sum(item => item.CapturedAmount), await refunds.SumAsync(orderId, ct));
        var invoice = order.ValidInvoiceId is { } id ? await invoices.FindAsync(id, InvoiceState.FromEntity, ct) : null;
        var owed = OrderBalances.OwedBy(order, invoice?.Status, invoice?.Left);
        return new()
        {
            Items = items.ConvertAll(item => item.SeenBy(actor, actor.Owns(order.Owner))),
            TotalAmount = order.Status == OrderStatus.Cancelled ? 0 : order.TotalAmount,
            CapturedAmount = captured,
            RefundedAmount = refunded,
            DueAmount = Math.Max(0, owed - (captured - refunded)),
            Currency = order.Currency,
        };
    }

    public async Task<PaymentResponse> GetAsync(Actor actor, long orderId, int number, CancellationToken ct)
    {
        var owner = await orders.FindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
        actor.EnsureMaySee(owner);
        var found = await payments.FindAsync(orderId, number, PaymentResponse.FromEntity, ct)
            ?? throw PaymentProblems.HasNone(orderId, number);
        return found.SeenBy(actor, actor.Owns(owner));
    }
}

/// <summary>What an invoice says about payments.</summary>
internal sealed record InvoiceState(InvoiceStatus Status, decimal Left)
{
    public static readonly Expression<Func<Invoice, InvoiceState>> FromEntity =
        invoice => new(invoice.Status, invoice.TotalAmount - invoice.RefundedAmount);
}
