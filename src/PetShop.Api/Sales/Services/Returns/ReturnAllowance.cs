using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Orders;
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
        RequireOnOrder(items);
        RequireEnough(items);
        return [.. items.Select((item, i) => Take(i + 1, item, currency))];
    }

    private ReturnLine Take(int position, ReturnItemRequest item, Currency currency)
    {
        var (id, units) = (item.ProductId!.Value, item.Quantity!.Value);
        var before = _returned.GetValueOrDefault(id);
        var refund = RefundCalculator.Refund(_bought[id], before, units, currency);
        _returned[id] = new(before.Quantity + units, before.Amount + refund);
        return ReturnLine.Of(position, _lines[id], units, item.Reason!.Trim(), refund);
    }

    private void RequireOnOrder(IReadOnlyList<ReturnItemRequest> items)
    {
        var errors = items.Select((item, i) => (Field: $"items[{i}].product_id", Id: item.ProductId!.Value))
            .Where(line => !_bought.ContainsKey(line.Id))
            .ToDictionary(line => line.Field, line => new[] { $"Product {line.Id} is not on the order." });
        if (errors.Count > 0)
            throw new ShopException(ProblemTypes.Validation, "Return only what is on the order.") { Errors = errors };
    }

    private void RequireEnough(IReadOnlyList<ReturnItemRequest> items)
    {
        var tooMany = items.GroupBy(item => item.ProductId!.Value)
            .Select(lines => new ReturnShortage(lines.Key, lines.Sum(line => line.Quantity!.Value),
                _bought[lines.Key].Sum(line => line.Quantity) - _returned.GetValueOrDefault(lines.Key).Quantity))
            .Where(line => line.Requested > line.Returnable)
            .ToList();
        if (tooMany.Count > 0)
            throw ReturnProblems.ExceedsWhatCanBeReturned(tooMany);
    }
}
