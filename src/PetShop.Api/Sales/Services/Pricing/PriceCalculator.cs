using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>
/// Computes the prices of a basket: lines, promotions of lines, promotions of the order, shipping, promotions of
/// shipping, tax, total. It reads nothing and remembers nothing: the same basket always has the same prices, whatever
/// the order of its lines. docs/pricing.md explains each step.
/// </summary>
public static class PriceCalculator
{
    /// <summary>
    /// Of all combinable promotions together and each exclusive promotion alone, the customer gets the lowest total. If
    /// totals are equal, combinable promotions come first, then the exclusive ones by priority. Only the chosen ones
    /// are computed in full.
    /// </summary>
    public static PricedBasket Price(Basket basket)
    {
        var byPriority = basket.Promotions.OrderByDescending(rule => rule.Priority).ThenBy(rule => rule.Id).ToList();
        var best = byPriority.FindAll(rule => !rule.IsExclusive);
        if (best.Count == byPriority.Count)
            return Price(basket, best);
        var draft = PricingWork.Draft(basket);
        var least = TotalOf(draft, best);
        foreach (var rule in byPriority.Where(rule => rule.IsExclusive))
            if (TotalOf(draft, [rule]) is var total && total < least)
                (best, least) = ([rule], total);
        return Price(basket, best);
    }

    private static PricedBasket Price(Basket basket, List<PromotionRule> promotions)
    {
        var work = PricingWork.Of(basket);
        var (shipping, taxes) = Compute(work, promotions);
        var total = TotalOf(work, shipping, taxes);
        var subtotal = work.Lines.Sum(line => line.Amount);
        work.Steps!.Record(PriceStep.SumUp(subtotal, total));
        return new()
        {
            Lines = work.Lines.ConvertAll(line => line.Priced(basket.Tax)),
            Promotions = work.Applied,
            Shipping = shipping?.Priced(taxes.OfShipping, basket.Tax),
            TaxLines = taxes.Lines,
            Subtotal = subtotal,
            DiscountTotal = subtotal - work.Lines.Sum(line => line.Remaining),
            ShippingTotal = shipping?.Remaining ?? 0,
            TaxTotal = taxes.Total,
            TaxAdded = TaxAdded(work, taxes),
            Total = total,
            Steps = work.Steps.All,
        };
    }

    private static decimal TotalOf(PricingWork draft, List<PromotionRule> promotions)
    {
        draft.Restart();
        var (shipping, taxes) = Compute(draft, promotions);
        return TotalOf(draft, shipping, taxes);
    }

    private static decimal TotalOf(PricingWork work, ShippingPrice? shipping, TaxComputation taxes) =>
        work.Lines.Sum(line => line.Remaining) + (shipping?.Remaining ?? 0) + TaxAdded(work, taxes);

    private static decimal TaxAdded(PricingWork work, TaxComputation taxes) =>
        work.Basket.Tax.PricesIncludeTax ? 0 : taxes.Total;

    private static (ShippingPrice? Shipping, TaxComputation Taxes) Compute(
        PricingWork work, List<PromotionRule> promotions)
    {
        var atHome = work.Lines.Sum(line => line.AmountAtHome);
        var reached = promotions.FindAll(rule => !(atHome < rule.MinimumSubtotal));
        var onGoods = reached.FindAll(rule => rule.Effect is not FreeShipping);
        GoodsDiscounts.Apply(work, onGoods.FindAll(rule => !rule.IsOnOrder));
        GoodsDiscounts.Apply(work, onGoods.FindAll(rule => rule.IsOnOrder));
        var shipping = ShippingPrice.Of(work, reached.Find(rule => rule.Effect is FreeShipping));
        return (shipping, TaxComputation.Of(work, shipping));
    }
}
