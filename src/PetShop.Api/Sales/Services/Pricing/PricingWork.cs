using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>A computation of prices under way.</summary>
internal sealed class PricingWork
{
    /// <summary>Of exact results, in steps.</summary>
    public const int RecordedDecimals = 10;

    private readonly List<PriceStep> _steps = [];
    private readonly List<AppliedPromotion> _applied = [];

    public PricingWork(Basket basket)
    {
        Basket = basket;
        Lines = [.. basket.Lines.Select(AtUnitPrice)];
        foreach (var line in Lines)
            RecordAmount(line);
    }

    public Basket Basket { get; }

    public Currency Currency => Basket.Currency;

    /// <summary>In the order of the basket.</summary>
    public List<LineInWork> Lines { get; }

    public IReadOnlyList<PriceStep> Steps => _steps;

    public IReadOnlyList<AppliedPromotion> Applied => _applied;

    public void Record(PriceStep step) =>
        _steps.Add(step with { Exact = decimal.Round(step.Exact, RecordedDecimals, MidpointRounding.AwayFromZero) });

    /// <summary>Notes a promotion that took something off.</summary>
    public void Apply(PromotionRule rule, decimal amount)
    {
        if (amount > 0)
            _applied.Add(new(rule.Id, rule.Name, rule.Code, amount, rule.Effect is FreeShipping));
    }

    /// <summary>
    /// Shares an amount over lines in proportion to what is left of them. Which of two equal losses gets a minor unit
    /// depends on the goods, never on the order of the lines.
    /// </summary>
    public IEnumerable<(LineInWork Line, decimal Share)> Share(decimal amount, IEnumerable<LineInWork> lines) =>
        Share(amount, lines, shipping: 0).Lines;

    /// <summary>The same over lines and a part of shipping.</summary>
    public (decimal OfShipping, IEnumerable<(LineInWork Line, decimal Share)> Lines) Share(
        decimal amount, IEnumerable<LineInWork> lines, decimal shipping)
    {
        var sorted = lines.Order(LineInWork.ByGoods).ToList();
        var shares = Currency.Share(amount, [shipping, .. sorted.Select(line => line.Remaining)]);
        return (shares[0], sorted.Zip(shares.Skip(1)));
    }

    private LineInWork AtUnitPrice(BasketLine line)
    {
        var factor = Basket.Tax.FactorOf(line.Product.TaxClass);
        var exact = line.UnitPrice * factor;
        var price = Currency.Round(exact);
        if (price != line.UnitPrice)
            Record(new()
            {
                Kind = PriceStepKind.UnitPrice,
                Rule = "The price without the tax of the shop's country, plus that of the destination",
                Position = line.Position,
                Base = line.UnitPrice,
                Rate = decimal.Round(factor, RecordedDecimals),
                Exact = exact,
                Rounding = PriceRounding.HalfAwayFromZero,
                Amount = price,
            });
        return new(line, price);
    }

    private void RecordAmount(LineInWork line) => Record(new()
    {
        Kind = PriceStepKind.LineAmount,
        Rule = "Units × price",
        Position = line.Source.Position,
        Base = line.UnitPrice,
        Rate = line.Source.Quantity,
        Exact = line.Amount,
        Rounding = PriceRounding.None,
        Amount = line.Amount,
    });
}

/// <summary>A line whose discounts and tax are being computed.</summary>
internal sealed class LineInWork(BasketLine source, decimal unitPrice)
{
    /// <summary>
    /// Decides between lines that a rule treats alike. Only lines without any difference are equal, so that the order
    /// of the basket never matters.
    /// </summary>
    public static readonly IComparer<LineInWork> ByGoods = Comparer<LineInWork>.Create(Compare);

    private readonly List<LineDiscount> _discounts = [];

    public BasketLine Source => source;

    public decimal UnitPrice => unitPrice;

    public decimal Amount { get; } = unitPrice * source.Quantity;

    /// <summary>What is left of the amount after the discounts so far.</summary>
    public decimal Remaining { get; private set; } = unitPrice * source.Quantity;

    public decimal Tax { get; set; }

    public void TakeOff(long promotionId, decimal amount)
    {
        if (amount == 0)
            return;
        Remaining -= amount;
        _discounts.Add(new(promotionId, amount));
    }

    private static int Compare(LineInWork one, LineInWork other)
    {
        var order = (one.Source.Product.Id, -one.Remaining, one.Source.Quantity, one.Amount, one._discounts.Count)
            .CompareTo((other.Source.Product.Id, -other.Remaining, other.Source.Quantity, other.Amount,
                other._discounts.Count));
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
