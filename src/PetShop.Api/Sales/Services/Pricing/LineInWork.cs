using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>
/// A line whose discounts and tax are being computed. What is charged is computed at the prices of the destination.
/// What promotions and shipping depend on is compared at the shop's own prices, in which admins write it, so that the
/// same goods qualify for the same everywhere.
/// </summary>
/// <param name="unitPrice">The price at the destination.</param>
/// <param name="shopPrice">The shop's own price if prices are converted; otherwise null.</param>
internal sealed class LineInWork(BasketLine source, decimal unitPrice, decimal? shopPrice)
{
    /// <summary>
    /// Decides between lines that a rule treats alike. Only lines without any difference are equal, so that the order
    /// of the basket never matters. Shop prices come before those of the destination, so that the latter do not decide
    /// what happens to the former.
    /// </summary>
    public static readonly IComparer<LineInWork> ByGoods = Comparer<LineInWork>.Create(Compare);

    private readonly List<LineDiscount> _discounts = [];
    private decimal _discountAtHome;

    public BasketLine Source => source;

    public decimal UnitPrice => unitPrice;

    public decimal Amount { get; } = unitPrice * source.Quantity;

    /// <summary>The amount at the shop's own prices.</summary>
    public decimal AmountAtHome => shopPrice * source.Quantity ?? Amount;

    /// <summary>What is left of the amount after the discounts so far.</summary>
    public decimal Remaining { get; private set; } = unitPrice * source.Quantity;

    /// <summary>What would be left at the shop's own prices.</summary>
    public decimal RemainingAtHome => shopPrice is null ? Remaining : AmountAtHome - _discountAtHome;

    public decimal Tax { get; set; }

    /// <summary>Takes back all discounts.</summary>
    public void Restart()
    {
        Remaining = Amount;
        _discountAtHome = 0;
        _discounts.Clear();
    }

    public void TakeOff(long promotionId, decimal amount)
    {
        if (amount == 0)
            return;
        Remaining -= amount;
        _discounts.Add(new(promotionId, amount));
    }

    /// <summary>The same discount at the shop's own prices. It has no effect if these are charged.</summary>
    public void TakeOffAtHome(decimal amount) => _discountAtHome += amount;

    private static int Compare(LineInWork one, LineInWork other)
    {
        var order = one.Source.Product.Id.CompareTo(other.Source.Product.Id);
        if (order == 0)
            order = (-one.RemainingAtHome, one.Source.Quantity, one.AmountAtHome, -one.Remaining, one.Amount,
                one._discounts.Count).CompareTo((-other.RemainingAtHome, other.Source.Quantity, other.AmountAtHome,
                -other.Remaining, other.Amount, other._discounts.Count));
        for (var i = 0; order == 0 && i < one._discounts.Count; i++)
            order = (one._discounts[i].PromotionId, one._discounts[i].Amount)
                .CompareTo((other._discounts[i].PromotionId, other._discounts[i].Amount));
        return order;
    }

    public PricedLine Priced(TaxRules rules) => new(
        source.Position, source.Quantity, unitPrice, Amount, Amount - Remaining, Tax,
        rules.RateOf(source.Product.TaxClass).Percent, rules.PricesIncludeTax ? Remaining : Remaining + Tax,
        _discounts);
}
