using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>Shipping whose discount and tax are being computed.</summary>
/// <param name="amount">Before the discount.</param>
/// <param name="discount">At most the amount.</param>
internal sealed class ShippingPrice(ShippingRule rule, decimal amount, decimal discount)
{
    public decimal Remaining => amount - discount;

    /// <summary>Null if no shipping was chosen.</summary>
    /// <param name="free">The promotion that makes shipping free; null if there is none.</param>
    public static ShippingPrice? Of(PricingWork work, PromotionRule? free)
    {
        if (work.Basket.Shipping is not { } rule)
            return null;
        var amount = AmountOf(work, rule);
        if (free is null || amount == 0)
            return new(rule, amount, discount: 0);
        work.Steps?.Record(new()
        {
            Kind = PriceStepKind.ShippingDiscount,
            Rule = free.Name,
            PromotionId = free.Id,
            Base = amount,
            Exact = amount,
            Rounding = PriceRounding.None,
            Amount = amount,
        });
        work.Apply(free, amount);
        return new(rule, amount, discount: amount);
    }

    public PricedShipping Priced(decimal tax, TaxRules rules) => new(
        rule.MethodId, rule.Name, amount, discount, tax, rules.PricesIncludeTax ? Remaining : Remaining + tax);

    private static decimal AmountOf(PricingWork work, ShippingRule rule)
    {
        var goods = work.Lines.Sum(line => line.RemainingAtHome);
        var measured = rule.Basis switch
        {
            ShippingBasis.Weight => work.Basket.Weight,
            ShippingBasis.Subtotal => goods,
            _ => 0,
        };
        var isFree = rule.FreeFrom is { } from && goods >= from;
        var price = isFree ? 0 : rule.Steps.Last(step => step.From <= measured).Price;
        var exact = AtDestination(work, price);
        var amount = work.Currency.Round(exact);
        work.Steps?.Record(new()
        {
            Kind = PriceStepKind.Shipping,
            Rule = isFree ? $"{rule.Name}, free from this amount of goods on" : rule.Name,
            Base = isFree ? goods : measured,
            Exact = exact,
            Rounding = exact == amount ? PriceRounding.None : PriceRounding.HalfAwayFromZero,
            Amount = amount,
        });
        return amount;
    }

    /// <summary>The price with the tax of the destination instead of that of the shop's country.</summary>
    private static decimal AtDestination(PricingWork work, decimal price)
    {
        var classes = Enum.GetValues<TaxClass>();
        var parts = work.Currency.Share(work.Currency.Round(price), ShippingShares.Weights(work, classes));
        return classes.Zip(parts).Sum(part => part.Second * work.Basket.Tax.FactorOf(part.First));
    }
}
