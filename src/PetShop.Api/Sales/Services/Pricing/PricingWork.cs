using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>A computation of prices under way, or a draft of one: only what its total depends on.</summary>
internal sealed class PricingWork
{
    private readonly List<AppliedPromotion> _applied = [];

    private PricingWork(Basket basket, PriceSteps? steps)
    {
        Basket = basket;
        Steps = steps;
        Lines = [.. basket.Lines.Select(AtUnitPrice)];
        if (Steps is not null)
            Lines.ForEach(RecordAmount);
    }

    public static PricingWork Of(Basket basket) => new(basket, new());

    /// <summary>Records no steps, so that many promotions can be compared.</summary>
    public static PricingWork Draft(Basket basket) => new(basket, steps: null);

    public Basket Basket { get; }

    public Currency Currency => Basket.Currency;

    /// <summary>In the order of the basket.</summary>
    public List<LineInWork> Lines { get; }

    /// <summary>Null in a draft.</summary>
    public PriceSteps? Steps { get; }

    public IReadOnlyList<AppliedPromotion> Applied => _applied;

    /// <summary>Begins again, without discounts.</summary>
    public void Restart()
    {
        _applied.Clear();
        Lines.ForEach(line => line.Restart());
    }

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

    /// <summary>
    /// Takes a discount off lines at the shop's own prices, shared in proportion to what is left of them there.
    /// </summary>
    public void ShareAtHome(decimal amount, IEnumerable<LineInWork> lines)
    {
        if (!Basket.Tax.ConvertsPrices)
            return;
        var sorted = lines.Order(LineInWork.ByGoods).ToList();
        var shares = Currency.Share(amount, sorted.ConvertAll(line => line.RemainingAtHome));
        foreach (var (line, share) in sorted.Zip(shares))
            line.TakeOffAtHome(share);
    }

    private LineInWork AtUnitPrice(BasketLine line)
    {
        var factor = Basket.Tax.FactorOf(line.Product.TaxClass);
        var exact = line.UnitPrice * factor;
        var price = Currency.Round(exact);
        if (price != line.UnitPrice)
            Steps?.Record(new()
            {
                Kind = PriceStepKind.UnitPrice,
                Rule = "The price without the tax of the shop's country, plus that of the destination",
                Position = line.Position,
                Base = line.UnitPrice,
                Rate = decimal.Round(factor, PriceSteps.RecordedDecimals, MidpointRounding.AwayFromZero),
                Exact = exact,
                Rounding = PriceRounding.HalfAwayFromZero,
                Amount = price,
            });
        return new(line, price, Basket.Tax.ConvertsPrices ? Currency.Round(line.UnitPrice) : null);
    }

    private void RecordAmount(LineInWork line) => Steps!.Record(new()
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

/// <summary>The steps of a computation.</summary>
internal sealed class PriceSteps
{
    /// <summary>Of exact results.</summary>
    public const int RecordedDecimals = 10;

    private readonly List<PriceStep> _all = [];

    public IReadOnlyList<PriceStep> All => _all;

    public void Record(PriceStep step) =>
        _all.Add(step with { Exact = decimal.Round(step.Exact, RecordedDecimals, MidpointRounding.AwayFromZero) });
}
