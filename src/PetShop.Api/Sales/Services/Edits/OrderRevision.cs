using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Shipments;
using PetShop.Api.Sales.Entities.Timeline;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>
/// Changes the goods of an unpaid order, with all that belongs to them: amounts, invoice, stock, timeline. Joins the
/// caller's unit of work, which must hold the order's lock.
/// </summary>
internal sealed class OrderRevision(
    OrderRepository orders, InvoiceReplacement invoices, UnpaidOrderRepository unpaid, PromotionLimits promotions,
    IStockService stock, StatusChanges moves, OrderTimeline timeline)
{
    /// <param name="order">With its lines and invoice entries.</param>
    /// <param name="prices">Of the edit.</param>
    /// <exception cref="ShopException">409: the order is paid. When the unit of work ends: there is not enough
    /// stock.</exception>
    public async Task ApplyAsync(
        Actor actor, Order order, EditedPrices prices, Revision revision, CancellationToken ct)
    {
        var before = GoodsOf(order);
        var replaced = await invoices.VoidAsync(actor, order, ct);
        // The register allows one valid invoice, so the old one is saved as void before the new one comes.
        await orders.FlushAsync(ct);
        var gone = order.Edit(prices.Kept, prices.Added, prices.Amounts, invoices.TimesOf(order, revision.Now));
        await orders.SaveEditAsync(order, gone, prices.Added, prices.Amounts.Steps, ct);
        if (replaced is not null)
            await invoices.IssueAsync(actor, order, revision.InvoiceId, replaced, ct);
        if (order.Status == OrderStatus.Pending)
            await unpaid.FollowAsync(order, ct);
        Record(actor, order, before);
        if (order.Status == OrderStatus.PartiallyShipped && order.IsAllShipped())
            moves.Move(actor, order, OrderStatus.Shipped);
        await invoices.SettleAsync(actor, order, ct);
        await orders.FlushAsync(ct);
        await moves.RecordAsync(ct);
        await promotions.FollowAsync(order.Id, order.Pricing.Promotions, ct);
        await ExchangeAsync(actor, order, before, ct);
    }

    private void Record(Actor actor, Order order, Goods before)
    {
        var after = GoodsOf(order);
        var changed = before.Units.Keys.Union(after.Units.Keys)
            .Where(id => before.UnitsOf(id) != after.UnitsOf(id)).ToList();
        timeline.ItemsChanged(actor, order, Values(before), Values(after));

        OrderEventValues Values(Goods goods) => new()
        {
            Items = changed.ConvertAll(id => new OrderEventItem(id, before.SkuOf(id) ?? after.SkuOf(id)!,
                goods.UnitsOf(id))),
            Amount = goods.Total,
            Currency = order.Currency,
        };
    }

    private Task ExchangeAsync(Actor actor, Order order, Goods before, CancellationToken ct)
    {
        var after = GoodsOf(order);
        var steps = before.Units.Keys.Union(after.Units.Keys)
            .Select(id => (Id: id, Units: after.UnitsOf(id) - before.UnitsOf(id))).ToList();
        return stock.ExchangeAsync(actor,
            [.. steps.Where(step => step.Units < 0).Select(step => new StockLine(step.Id, -step.Units, order.Id))],
            [.. steps.Where(step => step.Units > 0).Select(step => new StockLine(step.Id, step.Units, order.Id))], ct);
    }

    private static Goods GoodsOf(Order order) => new(
        order.Lines.GroupBy(line => line.ProductId).ToDictionary(
            of => of.Key, of => (of.First().Sku, of.Sum(line => line.Quantity))),
        order.TotalAmount);

    private sealed record Goods(Dictionary<long, (string Sku, int Units)> Units, decimal Total)
    {
        public int UnitsOf(long productId) => Units.GetValueOrDefault(productId).Units;

        public string? SkuOf(long productId) => Units.GetValueOrDefault(productId).Sku;
    }
}

/// <summary>An edit that is applied.</summary>
/// <param name="InvoiceId">The id of the new invoice.</param>
internal readonly record struct Revision(long InvoiceId, DateTimeOffset Now);
