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
    /// totals are equal, combinable promotions come first, then the exclusive ones by priority.
    /// </summary>
    public static PricedBasket Price(Basket basket)
    {
        var byPriority = basket.Promotions.OrderByDescending(rule => rule.Priority).ThenBy(rule => rule.Id).ToList();
        var best = Price(basket, byPriority.FindAll(rule => !rule.IsExclusive));
        foreach (var rule in byPriority.Where(rule => rule.IsExclusive))
        {
            var alone = Price(basket, [rule]);
            if (alone.Total < best.Total)
                best = alone;
        }
        return best;
    }

    private static PricedBasket Price(Basket basket, List<PromotionRule> promotions)
    {
        var work = new PricingWork(basket);
        var subtotal = work.Lines.Sum(line => line.Amount);
        var atHome = work.Lines.Sum(line => line.AmountAtHome);
        var reached = promotions.FindAll(rule => !(atHome < rule.MinimumSubtotal));
        var onGoods = reached.FindAll(rule => rule.Effect is not FreeShipping);
        GoodsDiscounts.Apply(work, onGoods.FindAll(rule => !rule.IsOnOrder));
        GoodsDiscounts.Apply(work, onGoods.FindAll(rule => rule.IsOnOrder));
        var shipping = ShippingPrice.Of(work, reached.Find(rule => rule.Effect is FreeShipping));
        var taxes = TaxComputation.Of(work, shipping);
        var taxTotal = taxes.Lines.Sum(line => line.Tax);
        var priced = new PricedBasket
        {
            Lines = work.Lines.ConvertAll(line => line.Priced(basket.Tax)),
            Promotions = work.Applied,
            Shipping = shipping is null ? null : shipping.Priced(taxes.OfShipping, basket.Tax),
            TaxLines = taxes.Lines,
            Subtotal = subtotal,
            DiscountTotal = subtotal - work.Lines.Sum(line => line.Remaining),
            ShippingTotal = shipping?.Remaining ?? 0,
            TaxTotal = taxTotal,
            TaxAdded = basket.Tax.PricesIncludeTax ? 0 : taxTotal,
            Total = 0,
            Steps = work.Steps,
        };
        return Sum(priced, work);
    }

    private static PricedBasket Sum(PricedBasket priced, PricingWork work)
    {
        var total = priced.Subtotal - priced.DiscountTotal + priced.ShippingTotal + priced.TaxAdded;
        work.Record(PriceStep.SumUp(priced.Subtotal, total));
        return priced with { Total = total };
    }
}
