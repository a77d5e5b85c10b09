using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>
/// Computes what cancelled units take off an order. Units that stay keep their price and their share of the discount
/// and tax of the line as it was ordered, so it does not matter in how many steps units are cancelled. Other lines and
/// shipping are not changed. It reads nothing: the same order always has the same result.
/// </summary>
internal static class CancelledUnits
{
    /// <param name="order">With its lines.</param>
    /// <param name="steps">How its amounts were computed.</param>
    /// <param name="cuts">The units to cancel of each line, by position.</param>
    public static EditedPrices Cancel(
        Order order, IReadOnlyList<PriceStep> steps, IReadOnlyDictionary<int, int> cuts)
    {
        var currency = Currency.Of(order.Currency);
        var edited = EditedPrices.Of(order);
        foreach (var line in order.Lines.Where(line => cuts.ContainsKey(line.Position)).OrderBy(line => line.Position))
            edited = Cancel(edited, currency, steps, line, cuts[line.Position]);
        return edited;
    }

    private static EditedPrices Cancel(
        EditedPrices edited, Currency currency, IReadOnlyList<PriceStep> steps, OrderLine line, int units)
    {
        var (left, ordered) = (line.Quantity - units, OrderedLine.Of(line, steps));
        var kept = ordered.Keep(line.Position, left, edited.Amounts.PricesIncludeTax, currency);
        var (goods, discount, tax) = (line.Price * units, line.Discount - kept.Discount, line.Tax - kept.Tax);
        var discounts = Share(currency, discount, DiscountsOf(steps, line.Position));
        List<PriceStep> taken =
        [
            Step(line, PriceStepKind.CancelledUnits, "Units cancelled", line.Amount, goods) with { Rate = units },
            .. discounts.Where(share => share.Amount > 0).Select(share =>
                Step(line, PriceStepKind.CancelledDiscount, share.Rule, share.Of, share.Amount) with
                {
                    PromotionId = share.PromotionId,
                    Exact = Recorded(share.Of * units / line.Quantity),
                    Rounding = PriceRounding.LargestRemainder,
                }),
        ];
        if (tax > 0)
            taken.Add(Step(line, PriceStepKind.CancelledTax, ordered.TaxRule ?? "Tax", line.Tax, tax) with
            {
                Exact = Recorded(line.Tax - ordered.TaxOf(left)),
                Rounding = PriceRounding.HalfAwayFromZero,
            });
        return edited.Without(new(kept, line.TaxPercent, ordered.TaxRule, goods, discount, tax), discounts, taken);
    }

    private static PriceStep Step(OrderLine line, PriceStepKind kind, string rule, decimal of, decimal amount) => new()
    {
        Kind = kind,
        Rule = rule,
        Position = line.Position,
        Base = of,
        Exact = amount,
        Rounding = PriceRounding.None,
        Amount = amount,
    };

    private static decimal Recorded(decimal exact) =>
        decimal.Round(exact, PriceSteps.RecordedDecimals, MidpointRounding.AwayFromZero);

    /// <summary>What each promotion takes off the line, after earlier cancellations.</summary>
    private static List<DiscountShare> DiscountsOf(IReadOnlyList<PriceStep> steps, int position) =>
        [.. steps.Where(step => step.Position == position && step.PromotionId is not null)
            .GroupBy(step => step.PromotionId!.Value)
            .Select(of => new DiscountShare(of.Key, of.First().Rule, of.Sum(step =>
                step.Kind == PriceStepKind.CancelledDiscount ? -step.Amount : step.Amount), 0))
            .Where(share => share.Of > 0)];

    /// <summary>Shares the discount that is taken away over the promotions that gave it.</summary>
    private static List<DiscountShare> Share(Currency currency, decimal discount, List<DiscountShare> shares)
    {
        if (shares.Count == 0)
            return shares;
        var parts = currency.Share(discount, shares.ConvertAll(share => share.Of));
        return [.. shares.Select((share, i) => share with { Amount = parts[i] })];
    }
}

/// <summary>What a promotion took off a line, and how much of it is taken away.</summary>
/// <param name="Of">Before.</param>
/// <param name="Amount">The part that is taken away.</param>
internal sealed record DiscountShare(long PromotionId, string Rule, decimal Of, decimal Amount);

/// <summary>What cancelled units of one line take away.</summary>
/// <param name="Kept">What is left of the line.</param>
/// <param name="TaxPercent">The line's rate.</param>
/// <param name="TaxRule">The line's tax; null if that was not recorded.</param>
/// <param name="Goods">Their amount before discounts.</param>
internal sealed record TakenUnits(
    KeptUnits Kept, decimal TaxPercent, string? TaxRule, decimal Goods, decimal Discount, decimal Tax);
