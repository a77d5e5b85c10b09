using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Shipments;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>Which units leave an order, and which are added.</summary>
/// <param name="Cuts">The units that leave each line, by position.</param>
/// <param name="Added">The units that are added, with the field of the request that asks for them.</param>
internal sealed record EditPlan(IReadOnlyDictionary<int, int> Cuts, IReadOnlyList<AddedUnits> Added)
{
    public bool IsEmpty => Cuts.Count == 0 && Added.Count == 0;

    /// <summary>Cancels everything that has not been shipped.</summary>
    public static EditPlan CancelRest(Order order) => new(
        order.Lines.Where(line => line.Unshipped > 0).ToDictionary(line => line.Position, line => line.Unshipped), []);

    /// <exception cref="ShopException">400: a product that is not on the order. 409: more units than can be
    /// cancelled.</exception>
    public static EditPlan Cancel(Order order, IReadOnlyList<CancelItemRequest> items)
    {
        var errors = items.Select((item, i) => (Field: $"items[{i}].product_id", Id: item.ProductId!.Value))
            .Where(item => order.Lines.All(line => line.ProductId != item.Id))
            .ToDictionary(item => item.Field, item => new[] { $"Product {item.Id} is not on the order." });
        if (errors.Count > 0)
            throw new ShopException(ProblemTypes.Validation, "Cancel only what is on the order.") { Errors = errors };
        return new(Cut(order, [.. items.Select(item => (item.ProductId!.Value, item.Quantity!.Value))]), []);
    }

    /// <exception cref="ShopException">409: fewer units of a product than were shipped.</exception>
    public static EditPlan Reach(Order order, IReadOnlyList<EditItemRequest> items)
    {
        var steps = items.Select((item, i) => (Field: $"items[{i}].product_id", Id: item.ProductId!.Value,
            Units: item.Quantity!.Value - order.UnitsOf(item.ProductId.Value))).ToList();
        return new(
            Cut(order, [.. steps.Where(step => step.Units < 0).Select(step => (step.Id, -step.Units))]),
            [.. steps.Where(step => step.Units > 0).Select(step => new AddedUnits(step.Field, step.Id, step.Units))]);
    }

    /// <summary>Refuses to pile up the traces of edits.</summary>
    /// <param name="steps">How the order's amounts were computed: each edit ends with a total.</param>
    /// <exception cref="ShopException">409.</exception>
    public static void RequireFewEdits(Order order, IReadOnlyList<PriceStep> steps)
    {
        if (steps.Count(step => step.Kind == PriceStepKind.Total) > Order.MaxEdits)
            throw EditProblems.IsEditedTooOften(order);
    }

    /// <summary>
    /// Takes units from the lines of their product, the last line first: what came with an edit leaves first.
    /// </summary>
    private static Dictionary<int, int> Cut(Order order, List<(long ProductId, int Units)> wanted)
    {
        var tooMany = wanted.ConvertAll(cut => new CancellationShortage(
            cut.ProductId, cut.Units, order.UnshippedOf(
                cut.ProductId))).FindAll(cut => cut.Requested > cut.Cancellable);
        if (tooMany.Count > 0)
            throw EditProblems.Exceeds(tooMany);
        var cuts = new Dictionary<int, int>();
        foreach (var (productId, units) in wanted)
        {
            var left = units;
            foreach (var line in order.Lines.Where(line => line.ProductId == productId && line.Unshipped > 0)
                .OrderByDescending(line => line.Position).TakeWhile(_ => left > 0))
            {
                cuts[line.Position] = Math.Min(left, line.Unshipped);
                left -= cuts[line.Position];
            }
        }
        return cuts;
    }
}

/// <summary>Units that an edit adds.</summary>
/// <param name="Field">The field of the request that names the product.</param>
internal sealed record AddedUnits(string Field, long ProductId, int Units);
