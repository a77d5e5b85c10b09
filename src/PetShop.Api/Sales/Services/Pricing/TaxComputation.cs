using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>
/// Computes tax once for each rate, on the sum of everything taxed at it, and shares it over lines and shipping, as
/// EN 16931 sums (BR-S-08, BR-CO-14): the taxes of the lines never round to another total than the tax of their sum.
/// </summary>
internal sealed class TaxComputation
{
    private TaxComputation(List<TaxLine> lines, decimal ofShipping) => (Lines, OfShipping) = (lines, ofShipping);

    public List<TaxLine> Lines { get; }

    public decimal Total => Lines.Sum(line => line.Tax);

    /// <summary>Shipping's share of the tax; 0 in a draft.</summary>
    public decimal OfShipping { get; }

    public static TaxComputation Of(PricingWork work, ShippingPrice? shipping)
    {
        var rules = work.Basket.Tax;
        var classes = Enum.GetValues<TaxClass>();
        var parts = work.Currency.Share(shipping?.Remaining ?? 0, ShippingShares.Weights(work, classes));
        var taxed = new List<TaxLine>();
        var ofShipping = 0m;
        foreach (var rate in classes.GroupBy(rules.RateOf).OrderByDescending(group => group.Key.Percent)
            .ThenBy(group => group.Key.Place, StringComparer.Ordinal))
        {
            var lines = work.Lines.FindAll(line => rate.Contains(line.Source.Product.TaxClass));
            var shippingPart = classes.Zip(parts).Where(part => rate.Contains(part.First)).Sum(part => part.Second);
            if (lines.Count == 0 && shippingPart == 0)
                continue;
            if (shipping is not null)
                RecordShippingPart(work, rate.Key, shipping.Remaining, shippingPart);
            var line = TaxLineOf(work, rate.Key, lines.Sum(line => line.Remaining) + shippingPart);
            taxed.Add(line);
            // The shares change no total.
            if (work.Steps is not null)
                ofShipping += ShareOut(work, line, lines, shippingPart);
        }
        return new(taxed, ofShipping);
    }

    private static TaxLine TaxLineOf(PricingWork work, RateOfTax rate, decimal of)
    {
        var rules = work.Basket.Tax;
        var exact = rules.PricesIncludeTax ? of * rate.Fraction / (1 + rate.Fraction) : of * rate.Fraction;
        var tax = work.Currency.Round(exact);
        work.Steps?.Record(new()
        {
            Kind = PriceStepKind.Tax,
            Rule = NameOf(rules, rate),
            Base = of,
            Rate = rate.Percent,
            Exact = exact,
            Rounding = PriceRounding.HalfAwayFromZero,
            Amount = tax,
        });
        return new(rules.Treatment, rate, rules.PricesIncludeTax ? of - tax : of, tax);
    }

    /// <returns>The share of shipping.</returns>
    private static decimal ShareOut(PricingWork work, TaxLine tax, List<LineInWork> lines, decimal shippingPart)
    {
        var all = lines.Sum(line => line.Remaining) + shippingPart;
        var (ofShipping, shares) = work.Share(tax.Tax, lines, shippingPart);
        if (shippingPart > 0)
            RecordShare(work, tax, position: null, shippingPart, ofShipping, all);
        foreach (var (line, share) in shares)
        {
            line.Tax = share;
            RecordShare(work, tax, line.Source.Position, line.Remaining, share, all);
        }
        return ofShipping;
    }

    private static void RecordShare(
        PricingWork work, TaxLine tax, int? position, decimal of, decimal share, decimal all) =>
        work.Steps?.Record(new()
        {
            Kind = PriceStepKind.TaxShare,
            Rule = NameOf(work.Basket.Tax, tax.Rate),
            Position = position,
            Base = of,
            Rate = tax.Rate.Percent,
            Exact = all == 0 ? 0 : tax.Tax * of / all,
            Rounding = PriceRounding.LargestRemainder,
            Amount = share,
        });

    private static void RecordShippingPart(PricingWork work, RateOfTax rate, decimal shipping, decimal part) =>
        work.Steps?.Record(new()
        {
            Kind = PriceStepKind.ShippingShare,
            Rule = NameOf(work.Basket.Tax, rate),
            Base = shipping,
            Rate = rate.Percent,
            Exact = part,
            Rounding = PriceRounding.LargestRemainder,
            Amount = part,
        });

    private static string NameOf(TaxRules rules, RateOfTax rate) => rules.Treatment switch
    {
        TaxTreatment.ReverseCharge => "Reverse charge: the buyer owes the tax",
        TaxTreatment.NotRegistered => "No tax: the shop is not registered there",
        TaxTreatment.Voucher => "No tax: what a gift card pays for is taxed",
        _ => NameOf(rate.Name, rate.Place),
    };

    /// <summary>What the steps of a tax are called.</summary>
    public static string NameOf(string name, string place) => name.Length == 0 ? "Not taxed" : $"{name}, {place}";
}
