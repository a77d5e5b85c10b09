using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Papers.Issue;

/// <summary>What an order taxes at one rate, without the tax.</summary>
/// <remarks>
/// Nothing is rounded here that decides a sum. The tax of a rate was computed once and shared over its lines and
/// shipping by the largest remainder when the order was priced. A line's net amount is what was charged for it minus
/// its share, and shipping is what remains of the rate. So the net amounts of a rate sum exactly to its taxable amount,
/// and with its tax exactly to what was charged, whether prices include tax or not.
/// </remarks>
/// <param name="Shipping">After its discount.</param>
internal sealed record TaxedGoods(
    decimal Percent, IReadOnlyList<OrderLine> Lines, decimal Shipping, decimal Tax)
{
    /// <summary>All rates of an order, the highest first, without those that nothing is left of.</summary>
    public static List<TaxedGoods> Of(Order order)
    {
        var rates = order.Pricing.TaxLines.Select(tax => tax.Percent)
            .Union(order.Lines.Select(line => line.TaxPercent)).OrderDescending();
        return [.. rates.Select(percent => Of(order, percent))
            .Where(goods => goods.Lines.Count > 0 || goods.Shipping != 0 || goods.Tax != 0)];
    }

    /// <summary>What was charged for a line, without its tax.</summary>
    public static decimal NetOf(Order order, OrderLine line) => order.ChargedFor(line) - line.Tax;

    /// <summary>
    /// An amount of the order that is only told, such as a discount, without the tax if the order's prices include it.
    /// </summary>
    public static decimal WithoutTax(Order order, decimal amount, decimal percent) => order.PricesIncludeTax
        ? Currency.Of(order.Currency).Round(amount / (1 + percent / 100))
        : amount;

    /// <summary>
    /// How the order is taxed. If only goods that cost nothing were left by an edit, no tax says so.
    /// </summary>
    /// <returns>Null for orders from before taxes were computed.</returns>
    public static TaxTreatment? TreatmentOf(Order order) =>
        order.Pricing.TaxLines is [{ } tax, ..] ? tax.Treatment
            : order.Pricing.VatNumber is not null ? TaxTreatment.ReverseCharge
            : order.Lines.Any(line => line.TaxPercent > 0) ? TaxTreatment.Taxed
            : null;

    private static TaxedGoods Of(Order order, decimal percent)
    {
        var taxes = order.Pricing.TaxLines.Where(tax => tax.Percent == percent).ToList();
        var lines = order.Lines.Where(line => line.TaxPercent == percent).OrderBy(line => line.Position).ToList();
        var goods = lines.Sum(line => NetOf(order, line));
        return taxes.Count == 0
            ? new(percent, lines, Shipping: 0, lines.Sum(line => line.Tax))
            : new(percent, lines, taxes.Sum(tax => tax.TaxableAmount) - goods, taxes.Sum(tax => tax.Tax));
    }
}
