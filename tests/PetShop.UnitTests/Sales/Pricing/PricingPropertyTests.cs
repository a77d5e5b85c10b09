using CsCheck;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.UnitTests.Sales.Pricing;

/// <summary>What is true of every basket.</summary>
public sealed class PricingPropertyTests
{
    [Fact]
    public void Every_total_is_the_exact_sum_of_its_parts() => Check((_, priced) =>
        priced.Subtotal == priced.Lines.Sum(line => line.Amount)
        && priced.DiscountTotal == priced.Lines.Sum(line => line.Discount)
        && priced.ShippingTotal == (priced.Shipping is { } shipping ? shipping.Amount - shipping.Discount : 0)
        && priced.TaxTotal == priced.TaxLines.Sum(line => line.Tax)
        && priced.Total == priced.Subtotal - priced.DiscountTotal + priced.ShippingTotal + priced.TaxAdded);

    [Fact]
    public void Lines_and_shipping_sum_to_what_the_customer_pays() => Check((_, priced) =>
        priced.Total == priced.Lines.Sum(line => line.Total) + (priced.Shipping?.Total ?? 0));

    [Fact]
    public void Net_amounts_and_taxes_sum_to_what_the_customer_pays() => Check((_, priced) =>
        priced.Total == priced.TaxLines.Sum(line => line.TaxableAmount + line.Tax));

    [Fact]
    public void Shares_of_lines_sum_to_the_whole() => Check((_, priced) =>
        priced.TaxTotal == priced.Lines.Sum(line => line.Tax) + (priced.Shipping?.Tax ?? 0)
        && priced.Lines.All(line => line.Discount == line.Discounts.Sum(discount => discount.Amount))
        && priced.Promotions.Where(promotion => !promotion.IsOnShipping).All(promotion => promotion.Amount
            == priced.Lines.SelectMany(line => line.Discounts)
                .Where(discount => discount.PromotionId == promotion.PromotionId).Sum(discount => discount.Amount)));

    [Fact]
    public void Every_amount_is_whole_minor_units() => Check((basket, priced) =>
        priced.Lines.All(line => basket.Currency.Fits(line.UnitPrice) && basket.Currency.Fits(line.Discount)
            && basket.Currency.Fits(line.Tax) && basket.Currency.Fits(line.Total))
        && priced.TaxLines.All(line => basket.Currency.Fits(line.Tax) && basket.Currency.Fits(line.TaxableAmount))
        && basket.Currency.Fits(priced.Total));

    [Fact]
    public void No_amount_is_negative_and_no_discount_is_above_the_goods() => Check((_, priced) =>
        priced.Total >= 0
        && priced.Lines.All(line => line.Discount >= 0 && line.Discount <= line.Amount
            && line.Tax >= 0 && line.Total >= 0)
        && priced.Promotions.All(promotion => promotion.Amount > 0)
        && (priced.Shipping is not { } shipping || (shipping.Discount >= 0 && shipping.Discount <= shipping.Amount))
        && priced.TaxLines.All(line => line.Tax >= 0 && line.TaxableAmount >= 0));

    [Fact]
    public void A_share_is_less_than_one_minor_unit_away_from_its_exact_part() => Check((basket, priced) =>
        priced.Steps.Where(step => step.Rounding == PriceRounding.LargestRemainder)
            .All(step => Math.Abs(step.Amount - step.Exact) < Unit(basket.Currency)));

    [Fact]
    public void A_rounded_amount_is_at_most_half_a_minor_unit_away_from_the_exact_one() => Check((basket, priced) =>
        priced.Steps.Where(step => step.Rounding == PriceRounding.HalfAwayFromZero)
            .All(step => Math.Abs(step.Amount - step.Exact) <= Unit(basket.Currency) / 2)
        && priced.Steps.Where(step => step.Rounding == PriceRounding.None).All(step => step.Amount == step.Exact));

    [Fact]
    public void The_order_of_lines_changes_nothing() =>
        Gen.Select(Baskets.All, Gen.Int[0, int.MaxValue]).Sample((basket, seed) =>
        {
            var shuffled = basket.Lines.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (PriceCalculator.Price(basket),
                PriceCalculator.Price(basket with { Lines = shuffled }));
            return one.Total == other.Total && one.TaxTotal == other.TaxTotal
                && one.DiscountTotal == other.DiscountTotal && one.ShippingTotal == other.ShippingTotal
                && Described(basket, one).SequenceEqual(Described(basket, other));
        }, iter: Baskets.Cases);

    [Fact]
    public void Returning_everything_gives_back_everything() =>
        Gen.Select(Baskets.All, Gen.Int[0, int.MaxValue]).Sample((basket, seed) =>
        {
            var random = new Random(seed);
            return PriceCalculator.Price(basket).Lines.All(line =>
            {
                var refunded = 0m;
                for (var returned = 0; returned < line.Quantity;)
                {
                    var units = random.Next(1, line.Quantity - returned + 1);
                    refunded += RefundCalculator.Refund(
                        [new(line.Quantity, line.Total)], new(returned, refunded), units, basket.Currency);
                    returned += units;
                }
                return refunded == line.Total;
            });
        }, iter: Baskets.Cases);

    [Fact]
    public void A_customer_never_pays_more_because_of_another_promotion_that_is_exclusive() => Check((basket, priced) =>
        priced.Total <= PriceCalculator.Price(basket with
        {
            Promotions = [.. basket.Promotions.Where(rule => !rule.IsExclusive)],
        }).Total);

    [Fact]
    public void Of_exclusive_promotions_and_all_others_together_the_lowest_total_is_charged() =>
        Check((basket, priced) =>
        {
            var alternatives = basket.Promotions.Where(rule => rule.IsExclusive)
                .Select(rule => basket with { Promotions = [rule with { IsExclusive = false }] })
                .Prepend(basket with { Promotions = [.. basket.Promotions.Where(rule => !rule.IsExclusive)] })
                .Select(PriceCalculator.Price).ToList();
            return priced.Total == alternatives.Min(each => each.Total)
                && alternatives.Exists(each => each.Steps.SequenceEqual(priced.Steps));
        });

    [Fact]
    public void The_same_basket_qualifies_for_the_same_promotions_and_shipping_whatever_the_destination() =>
        Baskets.All.Sample(basket =>
        {
            var combinable = basket with { Promotions = [.. basket.Promotions.Where(rule => !rule.IsExclusive)] };
            var away = basket.Tax with { PricesIncludeTax = true, KeepsGrossPrice = false };
            var atHome = away with
            {
                Treatment = TaxTreatment.Taxed,
                KeepsGrossPrice = true,
                Destination = away.Home,
            };
            return Decided(combinable with { Tax = away }).SequenceEqual(Decided(combinable with { Tax = atHome }));
        }, iter: Baskets.Cases);

    /// <summary>
    /// Which promotions discount which goods by which percentage or by which amount of the shop's, and by which figure
    /// shipping is priced.
    /// </summary>
    private static IEnumerable<string> Decided(Basket basket) => PriceCalculator.Price(basket).Steps
        .Where(step => step.PromotionId is not null || step.Kind == PriceStepKind.Shipping)
        .Select(step => (step, Goods: basket.Lines.FirstOrDefault(line => line.Position == step.Position)))
        .Select(each => $"{each.step.Kind} {each.step.Rule} {each.Goods?.Product.Id} " + each.step switch
        {
            { Kind: PriceStepKind.Shipping } => $"{each.step.Base:G29}",
            { Kind: PriceStepKind.LineDiscount or PriceStepKind.OrderDiscount, Rate: null } =>
                $"{each.step.ShopAmount ?? each.step.Amount:G29}",
            _ => $"{each.step.Rate:G29}",
        })
        .Order(StringComparer.Ordinal);

    private static void Check(Func<Basket, PricedBasket, bool> isTrue) =>
        Baskets.All.Sample(basket => isTrue(basket, PriceCalculator.Price(basket)), iter: Baskets.Cases);

    private static decimal Unit(Currency currency) => 1 / (decimal)Math.Pow(10, currency.Decimals);

    /// <summary>
    /// What each line costs, as a list that does not depend on the order of lines. Two lines that are alike are
    /// interchangeable.
    /// </summary>
    private static IEnumerable<string> Described(Basket basket, PricedBasket priced) => priced.Lines
        .Select(line => $"{basket.Lines.Single(each => each.Position == line.Position).Product.Id} {line.Quantity} "
            + $"{line.UnitPrice} {line.Amount} {line.Discount} {line.Tax} {line.Total}")
        .Order(StringComparer.Ordinal);
}
