using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Services.Pricing.Baskets;

/// <summary>What is priced: goods, and every rule that may apply to them.</summary>
public sealed record Basket
{
    public required Currency Currency { get; init; }

    public required IReadOnlyList<BasketLine> Lines { get; init; }

    /// <summary>
    /// The promotions that the customer may use now: active, automatic or by a code that was given, and not used up.
    /// </summary>
    public IReadOnlyList<PromotionRule> Promotions { get; init; } = [];

    /// <summary>The chosen shipping; null if none is chosen yet.</summary>
    public ShippingRule? Shipping { get; init; }

    public TaxRules Tax { get; init; } = TaxRules.Untaxed;

    /// <summary>The weight of all goods in kilograms. Goods without a weight count as 0.</summary>
    public decimal Weight => Lines.Sum(line => line.Product.Weight * line.Quantity);
}

/// <summary>Units of a product.</summary>
/// <param name="Position">Identifies the line in the result.</param>
/// <param name="Quantity">At least 1.</param>
/// <param name="UnitPrice">The shop's price of one unit, not negative; with or without tax, as the shop's prices
/// are.</param>
public sealed record BasketLine(int Position, BasketProduct Product, int Quantity, decimal UnitPrice);

/// <summary>What rules ask about a product.</summary>
/// <param name="CategoryIds">Its category and all categories above it.</param>
/// <param name="Weight">Of one unit, in kilograms; 0 if it is unknown.</param>
public sealed record BasketProduct(
    long Id, IReadOnlyCollection<long> CategoryIds, long? BrandId, long PetTypeId, TaxClass TaxClass, decimal Weight)
{
    public bool IsIn(PromotionScope scope) => scope.Contains(Id, CategoryIds, BrandId, PetTypeId);
}
