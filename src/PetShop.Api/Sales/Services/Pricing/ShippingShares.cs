using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>How shipping is divided between tax classes.</summary>
internal static class ShippingShares
{
    /// <summary>
    /// One weight for each class: what is left of its goods or, if all goods are free, their amounts before discounts.
    /// Goods that cost nothing at all ship like standard ones, and so does everything if a setting names a class.
    /// </summary>
    public static List<decimal> Weights(PricingWork work, TaxClass[] classes)
    {
        if (work.Basket.Tax.ShippingClass is { } named)
            return Only(classes, named);
        var left = Sums(work, classes, line => line.Remaining);
        if (left.Exists(weight => weight > 0))
            return left;
        var amounts = Sums(work, classes, line => line.Amount);
        return amounts.Exists(weight => weight > 0) ? amounts : Only(classes, TaxClass.Standard);
    }

    private static List<decimal> Sums(PricingWork work, TaxClass[] classes, Func<LineInWork, decimal> of) =>
        [.. classes.Select(each => work.Lines.Where(line => line.Source.Product.TaxClass == each).Sum(of))];

    private static List<decimal> Only(TaxClass[] classes, TaxClass one) =>
        [.. classes.Select(each => each == one ? 1m : 0m)];
}
