using System.Diagnostics.Metrics;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services;

/// <summary>What those who run the shop see of its sales: counters (meter <c>PetShop.Sales</c>) and log lines, with ids only.</summary>
internal sealed partial class SalesEvents
{
    public const string MeterName = "PetShop.Sales";
    private readonly ILogger<SalesEvents> _logger;
    private readonly Counter<long> _placed;
    private readonly Counter<long> _cancelled;
    private readonly Counter<long> _refusals;
    private readonly Counter<double> _revenue;

    public SalesEvents(IMeterFactory meters, ILogger<SalesEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create(MeterName);
        _placed = meter.CreateCounter<long>("petshop.orders.placed", "{order}", "Orders placed");
        _cancelled = meter.CreateCounter<long>("petshop.orders.cancelled", "{order}", "Orders cancelled");
        _refusals = meter.CreateCounter<long>("petshop.orders.stock_refusals", "{checkout}", "Checkouts refused for lack of stock");
        _revenue = meter.CreateCounter<double>("petshop.orders.revenue", "{currency}", "What was charged for orders placed, by currency");
    }

    public void Placed(Order order)
    {
        _placed.Add(1);
        _revenue.Add((double)order.TotalAmount, new KeyValuePair<string, object?>("currency", order.Currency));
        LogPlaced(order.Id, order.UserId, order.Lines.Count);
    }

    public void Moved(long orderId, OrderStatus status)
    {
        if (status == OrderStatus.Cancelled) _cancelled.Add(1);
        LogMoved(orderId, status);
    }

    public void StockRefused(long userId)
    {
        _refusals.Add(1);
        LogRefused(userId);
    }

    [LoggerMessage(LogLevel.Information, "Order {OrderId} placed for user {UserId}, {Lines} lines")]
    private partial void LogPlaced(long orderId, long userId, int lines);

    [LoggerMessage(LogLevel.Information, "Order {OrderId} is {Status} now")]
    private partial void LogMoved(long orderId, OrderStatus status);

    [LoggerMessage(LogLevel.Information, "A checkout of user {UserId} was refused: too little stock")]
    private partial void LogRefused(long userId);
}
