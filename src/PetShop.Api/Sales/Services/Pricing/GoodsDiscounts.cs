using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>
/// Applies promotions of goods, one after another: each sees what those before it left. No discount is greater than
/// what is left of the goods that it discounts. Whether and where a promotion applies depends on the shop's own prices.
/// </summary>
internal static class GoodsDiscounts
{
    public static void Apply(PricingWork work, List<PromotionRule> rules)
    {
        foreach (var rule in rules)
        {
            var lines = work.Lines.FindAll(line => line.Source.Product.IsIn(rule.Scope));
            if (lines.Count > 0)
                work.Apply(rule, Apply(work, rule, rule.Effect, lines));
        }
    }

    /// <returns>The discount.</returns>
    private static decimal Apply(
        PricingWork work, PromotionRule rule, PromotionEffect effect, List<LineInWork> lines) => effect switch
        {
            PercentageOff off when rule.IsOnOrder => TakePercentage(work, rule, off.Percent, lines),
            PercentageOff off => lines.Sum(line => TakePercentage(
                work, rule, off.Percent, new ChosenUnits(line, line.Source.Quantity))),
            AmountOff off => TakeAmount(work, rule, off.Amount, lines),
            BuyAndGet get => FreeUnits.Choose(get, lines, work.Lines)
                .Sum(chosen => TakePercentage(work, rule, get.Percent, chosen)),
            Tiered tiers => Reached(tiers, lines) is { } tier ? Apply(work, rule, tier.Effect, lines) : 0,
            _ => throw new ArgumentException($"{effect.GetType().Name} does not discount goods."),
        };

    private static PromotionTier? Reached(Tiered tiers, List<LineInWork> lines)
    {
        var reached = tiers.ByQuantity
            ? lines.Sum(line => line.Source.Quantity)
            : lines.Sum(line => line.AmountAtHome);
        return tiers.Tiers.LastOrDefault(tier => tier.From <= reached);
    }

    /// <summary>A percentage of units of one line, rounded for this line.</summary>
    private static decimal TakePercentage(PricingWork work, PromotionRule rule, decimal percent, ChosenUnits chosen)
    {
        var line = chosen.Line;
        var of = PriceOf(chosen, line.Remaining);
        var exact = of * percent / 100;
        var discount = work.Currency.Round(exact);
        work.Steps?.Record(Step(rule, of, percent, exact, PriceRounding.HalfAwayFromZero, discount) with
        {
            Position = line.Source.Position,
        });
        if (work.Basket.Tax.ConvertsPrices)
            line.TakeOffAtHome(work.Currency.Round(PriceOf(chosen, line.RemainingAtHome) * percent / 100));
        line.TakeOff(rule.Id, discount);
        return discount;
    }

    private static decimal PriceOf(ChosenUnits chosen, decimal line) =>
        line * chosen.Units / chosen.Line.Source.Quantity;

    /// <summary>A percentage of all lines together, rounded once and shared.</summary>
    private static decimal TakePercentage(
        PricingWork work, PromotionRule rule, decimal percent, List<LineInWork> lines)
    {
        var of = lines.Sum(line => line.Remaining);
        var exact = of * percent / 100;
        var discount = work.Currency.Round(exact);
        work.Steps?.Record(Step(rule, of, percent, exact, PriceRounding.HalfAwayFromZero, discount));
        var atHome = work.Currency.Round(lines.Sum(line => line.RemainingAtHome) * percent / 100);
        return ShareOut(work, rule, discount, atHome, lines);
    }

    /// <summary>
    /// An amount in the shop's own prices. It takes the same part off the goods as it would take off in the shop's
    /// country.
    /// </summary>
    private static decimal TakeAmount(PricingWork work, PromotionRule rule, decimal amount, List<LineInWork> lines)
    {
        var of = lines.Sum(line => line.Remaining);
        var ofAtHome = lines.Sum(line => line.RemainingAtHome);
        var atHome = Math.Min(work.Currency.Round(amount), ofAtHome);
        var exact = of == ofAtHome || atHome == 0 ? atHome : atHome * of / ofAtHome;
        var discount = work.Currency.Round(exact);
        var rounding = exact == discount ? PriceRounding.None : PriceRounding.HalfAwayFromZero;
        work.Steps?.Record(Step(rule, of, rate: null, exact, rounding, discount) with
        {
            ShopAmount = exact == atHome ? null : atHome,
        });
        return ShareOut(work, rule, discount, atHome, lines);
    }

    /// <param name="atHome">The discount at the shop's own prices.</param>
    private static decimal ShareOut(
        PricingWork work, PromotionRule rule, decimal discount, decimal atHome, List<LineInWork> lines)
    {
        work.ShareAtHome(atHome, lines);
        var of = lines.Sum(line => line.Remaining);
        foreach (var (line, share) in work.Share(discount, lines))
        {
            work.Steps?.Record(new()
            {
                Kind = PriceStepKind.DiscountShare,
                Rule = rule.Name,
                PromotionId = rule.Id,
                Position = line.Source.Position,
                Base = line.Remaining,
                Exact = of == 0 ? 0 : discount * line.Remaining / of,
                Rounding = PriceRounding.LargestRemainder,
                Amount = share,
            });
            line.TakeOff(rule.Id, share);
        }
        return discount;
    }

    private static PriceStep Step(
        PromotionRule rule, decimal of, decimal? rate, decimal exact, PriceRounding rounding, decimal amount) => new()
        {
            Kind = rule.IsOnOrder ? PriceStepKind.OrderDiscount : PriceStepKind.LineDiscount,
            Rule = rule.Name,
            PromotionId = rule.Id,
            Base = of,
            Rate = rate,
            Exact = exact,
            Rounding = rounding,
            Amount = amount,
        };
}
