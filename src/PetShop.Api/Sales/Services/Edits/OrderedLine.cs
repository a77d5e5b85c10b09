using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>A line as it was ordered, before any of its units were cancelled.</summary>
/// <param name="Price">The price of one unit.</param>
/// <param name="TaxRule">The tax whose share the line has; null if that was not recorded.</param>
internal sealed record OrderedLine(int Quantity, decimal Price, decimal Discount, decimal Tax, string? TaxRule)
{
    /// <param name="steps">How the order's amounts were computed.</param>
    public static OrderedLine Of(OrderLine line, IReadOnlyList<PriceStep> steps)
    {
        var ofLine = steps.Where(step => step.Position == line.Position).ToLookup(step => step.Kind);
        return new(
            line.Quantity + (int)ofLine[PriceStepKind.CancelledUnits].Sum(step => step.Rate ?? 0),
            line.Price,
            line.Discount + ofLine[PriceStepKind.CancelledDiscount].Sum(step => step.Amount),
            line.Tax + ofLine[PriceStepKind.CancelledTax].Sum(step => step.Amount),
            ofLine[PriceStepKind.TaxShare].FirstOrDefault()?.Rule);
    }

    /// <summary>What is left of the line with some of its units.</summary>
    /// <param name="position">Of the line.</param>
    /// <param name="includesTax">Whether the price contains the tax.</param>
    public KeptUnits Keep(int position, int units, bool includesTax, Currency currency)
    {
        var discount = currency.Round(Discount * units / Quantity);
        var tax = currency.Round(TaxOf(units));
        // Both may be rounded up. What is charged can contain no more tax than it is.
        return new(position, units, discount, includesTax ? Math.Min(tax, (Price * units) - discount) : tax);
    }

    /// <summary>The exact tax of some of its units.</summary>
    public decimal TaxOf(int units) => Tax * units / Quantity;
}
