using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Issue;

/// <summary>
/// Shipping as charges, and its discount as allowances: one for each rate that it is taxed at. Charge minus allowance
/// is exactly what the rate taxes of shipping.
/// </summary>
internal static class ShippingLines
{
    public static (List<DocumentAdjustment> Charges, List<DocumentAdjustment> Allowances) Of(
        Order order, List<(TaxedGoods Goods, TaxCategory Category)> groups)
    {
        var (charges, allowances) = (new List<DocumentAdjustment>(), new List<DocumentAdjustment>());
        if (order.Pricing.Shipping is not { Amount: > 0 } shipping)
            return (charges, allowances);
        var currency = Currency.Of(order.Currency);
        var discounts = DiscountsOf(shipping.Discount, groups.ConvertAll(group => group.Goods.Shipping), currency);
        foreach (var ((goods, category), discount) in groups.Zip(discounts))
        {
            var less = currency.Round(TaxedGoods.WithoutTax(order, discount, goods.Percent));
            var percent = goods.Percent.WithoutTrailingZeros();
            if (goods.Shipping + less > 0)
                charges.Add(
                    new($"Shipping: {shipping.Name}", currency.Round(goods.Shipping + less), category, percent));
            if (less > 0)
                allowances.Add(new("Discount on shipping", less, category, percent));
        }
        return (charges, allowances);
    }

    /// <summary>In proportion to shipping; what ships for nothing is told at the first rate.</summary>
    private static decimal[] DiscountsOf(decimal discount, List<decimal> shipping, Currency currency)
    {
        if (shipping.Exists(part => part > 0))
            return currency.Share(discount, shipping);
        var parts = new decimal[shipping.Count];
        parts[0] = discount;
        return parts;
    }
}
