using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>The amounts of an order that is being edited. Immutable.</summary>
internal sealed record EditedPrices
{
    /// <summary>The amounts after the edit; its steps are only those of the edit.</summary>
    public required OrderAmounts Amounts { get; init; }

    /// <summary>The lines that lose units.</summary>
    public IReadOnlyList<KeptUnits> Kept { get; init; } = [];

    /// <summary>The lines that come with the edit.</summary>
    public IReadOnlyList<OrderLine> Added { get; init; } = [];

    /// <summary>When the added goods are expected to have arrived; null if it is not known.</summary>
    public DateTimeOffset? AddedDelivery { get; init; }

    /// <summary>An order before its edit.</summary>
    public static EditedPrices Of(Order order) => new()
    {
        Amounts = new()
        {
            Currency = order.Currency,
            PricesIncludeTax = order.PricesIncludeTax,
            Subtotal = order.Subtotal,
            DiscountTotal = order.DiscountTotal,
            ShippingTotal = order.ShippingTotal,
            TaxTotal = order.TaxTotal,
            Total = order.TotalAmount,
            Pricing = order.Pricing,
            Steps = [],
        },
    };

    /// <param name="discounts">What the promotions gave for the units.</param>
    public EditedPrices Without(
        TakenUnits taken, IReadOnlyCollection<DiscountShare> discounts, IEnumerable<PriceStep> steps)
    {
        var charged = taken.Goods - taken.Discount;
        var pricing = Amounts.Pricing;
        return this with
        {
            Kept = [.. Kept, taken.Kept],
            Amounts = Amounts with
            {
                Subtotal = Amounts.Subtotal - taken.Goods,
                DiscountTotal = Amounts.DiscountTotal - taken.Discount,
                TaxTotal = Amounts.TaxTotal - taken.Tax,
                Total = Amounts.Total - charged - (Amounts.PricesIncludeTax ? 0 : taken.Tax),
                Pricing = pricing with
                {
                    Promotions = [.. pricing.Promotions.Select(promotion => promotion.IsOnShipping
                        ? promotion
                        : promotion with
                        {
                            Amount = promotion.Amount - discounts.Where(d => d.PromotionId == promotion.PromotionId)
                                .Sum(d => d.Amount),
                        })],
                    TaxLines = [.. Untaxed(pricing.TaxLines, taken)],
                },
                Steps = [.. Amounts.Steps, .. steps],
            },
        };
    }

    /// <summary>Adds goods at the prices that were computed for them alone.</summary>
    public EditedPrices With(AddedPrices added) => this with
    {
        Added = [.. Added, .. added.Lines],
        AddedDelivery = added.EstimatedDelivery,
        Amounts = Amounts with
        {
            Subtotal = Amounts.Subtotal + added.Amounts.Subtotal,
            TaxTotal = Amounts.TaxTotal + added.Amounts.TaxTotal,
            Total = Amounts.Total + added.Amounts.Total,
            Pricing = Amounts.Pricing with
            {
                TaxLines = [.. Merge(Amounts.Pricing.TaxLines, added.Amounts.Pricing.TaxLines)],
            },
            Steps = [.. Amounts.Steps, .. added.Amounts.Steps.Where(step => step.Kind != PriceStepKind.Total)],
        },
    };

    /// <summary>Whether the order arrives later than expected, or nobody knows when.</summary>
    public bool Delays(Order order) =>
        Added.Count > 0 && order.EstimatedDelivery is { } expected && !(AddedDelivery <= expected);

    /// <summary>Records the total, as the last step.</summary>
    public EditedPrices Summed() => this with
    {
        Amounts = Amounts with
        {
            Steps = [.. Amounts.Steps, PriceStep.SumUp(Amounts.Subtotal, Amounts.Total)],
        },
    };

    private IEnumerable<OrderTaxLine> Untaxed(IReadOnlyList<OrderTaxLine> lines, TakenUnits taken)
    {
        var net = taken.Goods - taken.Discount - (Amounts.PricesIncludeTax ? taken.Tax : 0);
        var ofRate = lines.Where(line => line.Percent == taken.TaxPercent).ToList();
        // Two taxes may have the same rate.
        var found = ofRate.Find(line => TaxComputation.NameOf(line.Name, line.Place) == taken.TaxRule)
            ?? ofRate.FirstOrDefault();
        return lines
            .Select(line => line == found
                ? line with { TaxableAmount = line.TaxableAmount - net, Tax = line.Tax - taken.Tax }
                : line)
            .Where(line => line.TaxableAmount != 0 || line.Tax != 0);
    }

    private static IEnumerable<OrderTaxLine> Merge(IEnumerable<OrderTaxLine> before, IEnumerable<OrderTaxLine> added) =>
        before.Concat(added)
            .GroupBy(line => (line.Treatment, line.Percent, line.Place, line.Name))
            .Select(same => same.First() with
            {
                TaxableAmount = same.Sum(line => line.TaxableAmount),
                Tax = same.Sum(line => line.Tax),
            })
            .OrderByDescending(line => line.Percent);
}
