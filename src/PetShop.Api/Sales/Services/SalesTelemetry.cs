using System.Diagnostics.Metrics;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Services;

/// <summary>
/// Telemetry of sales for operators: metrics (meter <c>PetShop.Sales</c>) and log lines, with ids only.
/// </summary>
internal sealed partial class SalesTelemetry
{
    public const string MeterName = "PetShop.Sales";
    private readonly ILogger<SalesTelemetry> _logger;
    private readonly Counter<long> _placed;
    private readonly Counter<long> _cancelled;
    private readonly Counter<long> _refusals;
    private readonly Counter<double> _revenue;
    private readonly Counter<double> _refunded;

    public SalesTelemetry(IMeterFactory meters, ILogger<SalesTelemetry> logger)
    {
        _logger = logger;
        var meter = meters.Create(MeterName);
        _placed = meter.CreateCounter<long>("petshop.orders.placed", "{order}", "Orders placed");
        _cancelled = meter.CreateCounter<long>("petshop.orders.cancelled", "{order}", "Orders cancelled");
        _refusals = meter.CreateCounter<long>(
            "petshop.orders.stock_refusals", "{checkout}", "Checkouts refused because of insufficient stock");
        _revenue = meter.CreateCounter<double>(
            "petshop.orders.revenue", "{currency}", "Amount charged for orders placed, by currency");
        _refunded = meter.CreateCounter<double>(
            "petshop.orders.refunded", "{currency}", "Amount refunded for orders, by currency");
    }

    public void Placed(Order order)
    {
        _placed.Add(1);
        _revenue.Add((double)order.TotalAmount, new KeyValuePair<string, object?>("currency", order.Currency));
        if (order.UserId is { } user)
            LogPlaced(order.Id, user, order.Lines.Count);
        else
            LogPlacedByGuest(order.Id, order.Lines.Count);
    }

    public void Moved(long orderId, OrderStatus from, OrderStatus to)
    {
        if (to == OrderStatus.Cancelled) _cancelled.Add(1);
        LogOrderMoved(orderId, from, to);
    }

    public void Moved(long invoiceId, InvoiceStatus from, InvoiceStatus to) => LogInvoiceMoved(invoiceId, from, to);

    public void Moved(long returnId, ReturnStatus from, ReturnStatus to) => LogReturnMoved(returnId, from, to);

    public void Refunded(Refund refund)
    {
        _refunded.Add((double)refund.Amount, new KeyValuePair<string, object?>("currency", refund.Currency));
        LogRefunded(refund.OrderId, refund.Number, refund.Amount, refund.Currency, refund.Reason);
    }

    /// <param name="userId">The account; null for a guest.</param>
    public void StockRefused(long? userId)
    {
        _refusals.Add(1);
        if (userId is { } user)
            LogRefused(user);
        else
            LogGuestRefused();
    }

    [LoggerMessage(LogLevel.Information, "Order {OrderId} placed for user {UserId}, {Lines} lines")]
    private partial void LogPlaced(long orderId, long userId, int lines);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} placed by a guest, {Lines} lines")]
    private partial void LogPlacedByGuest(long orderId, int lines);

    [LoggerMessage(LogLevel.Information, "Status of order {OrderId} changed from {From} to {To}")]
    private partial void LogOrderMoved(long orderId, OrderStatus from, OrderStatus to);

    [LoggerMessage(LogLevel.Information, "Status of invoice {InvoiceId} changed from {From} to {To}")]
    private partial void LogInvoiceMoved(long invoiceId, InvoiceStatus from, InvoiceStatus to);

    [LoggerMessage(LogLevel.Information, "Status of return {ReturnId} changed from {From} to {To}")]
    private partial void LogReturnMoved(long returnId, ReturnStatus from, ReturnStatus to);

    [LoggerMessage(LogLevel.Information, "Refund {Number} of order {OrderId} recorded: {Amount} {Currency}, {Reason}")]
    private partial void LogRefunded(long orderId, int number, decimal amount, string currency, RefundReason reason);

    [LoggerMessage(LogLevel.Information, "A checkout of user {UserId} was refused: insufficient stock")]
    private partial void LogRefused(long userId);

    [LoggerMessage(LogLevel.Information, "A checkout of a guest was refused: insufficient stock")]
    private partial void LogGuestRefused();
}
