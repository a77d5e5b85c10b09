using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>
/// What can still be returned of an order, and for how much. Of several lines of one product, the last one is returned
/// first: what came with an edit leaves first, as with cancelled units.
/// </summary>
internal sealed class ReturnAllowance
{
    private readonly Dictionary<long, OrderLine> _lines;
    private readonly Dictionary<long, List<PurchasedLine>> _bought;
    private readonly Dictionary<long, ReturnedQuantity> _returned;

    /// <param name="returned">What was returned of it already, or may still be.</param>
    public ReturnAllowance(Order order, IEnumerable<Returned> returned)
    {
        _lines = order.Lines.GroupBy(line => line.ProductId).ToDictionary(lines => lines.Key, lines => lines.First());
        _bought = order.Lines.GroupBy(line => line.ProductId)
            .ToDictionary(lines => lines.Key, lines => lines.OrderByDescending(line => line.Position)
                .Select(line => new PurchasedLine(line.Quantity, order.ChargedFor(line))).ToList());
        _returned = returned.ToDictionary(r => r.ProductId, r => new ReturnedQuantity(r.Quantity, r.Refund));
    }

    /// <summary>The lines of a return, each with its refund.</summary>
    /// <exception cref="ShopException">400: a product that is not on the order. 409: more than can be returned, with
    /// each such product.</exception>
    public List<ReturnLine> Take(IReadOnlyList<ReturnItemRequest> items, Currency currency)
    {
        Require([.. items.Select(item => (item.ProductId!.Value, item.Quantity!.Value))]);
        return [.. items.Select((item, i) => ReturnLine.Of(i + 1, _lines[item.ProductId!.Value], item.Quantity!.Value,
            item.Reason!.Trim(), Refund(item.ProductId.Value, item.Quantity.Value, currency)))];
    }

    /// <summary>The same for money that is given back without a return.</summary>
    /// <exception cref="ShopException">As for <see cref="Take"/>.</exception>
    public List<RefundLine> Give(IReadOnlyList<RefundItemRequest> items, Currency currency)
    {
        Require([.. items.Select(item => (item.ProductId!.Value, item.Quantity!.Value))]);
        return [.. items.Select(item => RefundLine.Of(item.ProductId!.Value, item.Quantity!.Value,
            Refund(item.ProductId.Value, item.Quantity.Value, currency)))];
    }

    private decimal Refund(long id, int units, Currency currency)
    {
        var before = _returned.GetValueOrDefault(id);
        var refund = RefundCalculator.Refund(_bought[id], before, units, currency);
        _returned[id] = new(before.Quantity + units, before.Amount + refund);
        return refund;
    }

    private void Require(List<(long Id, int Units)> items)
    {
        var errors = items.Select((item, i) => (Field: $"items[{i}].product_id", item.Id))
            .Where(line => !_bought.ContainsKey(line.Id))
            .ToDictionary(line => line.Field, line => new[] { $"Product {line.Id} is not on the order." });
        if (errors.Count > 0)
            throw new ShopException(ProblemTypes.Validation, "Name only what is on the order.") { Errors = errors };
        var tooMany = items.GroupBy(item => item.Id)
            .Select(lines => new ReturnShortage(lines.Key, lines.Sum(line => line.Units),
                _bought[lines.Key].Sum(line => line.Quantity) - _returned.GetValueOrDefault(lines.Key).Quantity))
            .Where(line => line.Requested > line.Returnable)
            .ToList();
        if (tooMany.Count > 0)
            throw ReturnProblems.ExceedsWhatCanBeReturned(tooMany);
    }
}
