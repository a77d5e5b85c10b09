using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.UnitTests.Sales.Pricing;

/// <summary>Baskets that were computed on paper.</summary>
public sealed class PriceExampleTests
{
    private static readonly TaxRateTable Germany = new(new Dictionary<TaxClass, RateOfTax>
    {
        [TaxClass.Standard] = new(19, "DE", "VAT"),
        [TaxClass.Reduced] = new(7, "DE", "VAT"),
    });

    private static readonly TaxRateTable France = new(new Dictionary<TaxClass, RateOfTax>
    {
        [TaxClass.Standard] = new(20, "FR", "VAT"),
    });

    private static readonly TaxRules Included =
        new() { Treatment = TaxTreatment.Taxed, Destination = Germany, Home = Germany };

    private static readonly TaxRules Added = Included with { PricesIncludeTax = false };

    private static readonly ShippingRule Parcel = new()
    {
        MethodId = 1,
        Name = "Parcel",
        Basis = ShippingBasis.Flat,
        Steps = [new(0, 4.90m)],
        FreeFrom = 49,
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ten_percent_off_25_times_399_is_997_50(bool isOnOrder)
    {
        var priced = Price([Line(1, 25, 399.00m)], [TenPercent with { IsOnOrder = isOnOrder }]);
        Assert.Equal((9_975.00m, 997.50m, 8_977.50m), (priced.Subtotal, priced.DiscountTotal, priced.Total));
        Assert.Equal(1_433.38m, priced.TaxTotal);       // 8,977.50 × 19 / 119 = 1,433.3823…
    }

    [Fact]
    public void Half_a_cent_of_tax_is_rounded_up()
    {
        var priced = Price([Line(1, 25, 399.00m)], [TenPercent], tax: Added);
        Assert.Equal(1_705.73m, priced.TaxTotal);       // 8,977.50 × 19 % = 1,705.725
        Assert.Equal(10_683.23m, priced.Total);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 3)]
    public void Of_units_that_have_become_equally_cheap_the_same_one_is_free_in_any_order(int first, int second)
    {
        var priced = PriceCalculator.Price(new()
        {
            Currency = Currency.Of("JPY"),
            Lines = [Line(1, 1, first), Line(2, 1, second) with { Product = Line(1, 1, first).Product }],
            Promotions =
            [
                Promotion(new PercentageOff(50)) with { Id = 1, Priority = 1 },
                Promotion(new BuyAndGet(1, 1, Of: null, 100, MaxSets: null)) with { Id = 2 },
            ],
        });
        // 3 − 2 and 2 − 1 are both 1; the line of 2 is free.
        Assert.Equal([(2m, 2m), (3m, 2m)],
            priced.Lines.Select(line => (line.Amount, line.Discount)).Order());
    }

    [Fact]
    public void Three_equal_lines_share_ten_euros_to_the_cent()
    {
        var priced = Price([Line(1, 1, 20), Line(2, 1, 20), Line(3, 1, 20)],
            [Promotion(new AmountOff(10)) with { IsOnOrder = true }]);
        Assert.Equal([3.34m, 3.33m, 3.33m], priced.Lines.Select(line => line.Discount));
        Assert.Equal(50, priced.Total);
    }

    [Fact]
    public void Tax_is_rounded_once_for_each_rate_and_shared_over_lines()
    {
        // Rounded line by line, 19 % of 0.13 (0.0247) would be 3 × 0.02 = 0.06; of their sum 0.39 it is 0.0741.
        var priced = Price([Line(1, 1, 0.13m), Line(2, 1, 0.13m), Line(3, 1, 0.13m)], tax: Added);
        Assert.Equal(0.07m, priced.TaxTotal);
        Assert.Equal([0.03m, 0.02m, 0.02m], priced.Lines.Select(line => line.Tax));
    }

    [Fact]
    public void Shipping_is_taxed_in_proportion_to_the_goods()
    {
        var priced = Price([Line(1, 1, 30), Line(2, 1, 10, TaxClass.Reduced)], shipping: Parcel);
        Assert.Equal(44.90m, priced.Total);
        Assert.Equal(
            [(19m, 28.30m, 5.38m), (7m, 10.49m, 0.73m)],        // 30 + 3.68 and 10 + 1.22 (3.675 and 1.225 shared)
            priced.TaxLines.Select(line => (line.Rate.Percent, line.TaxableAmount, line.Tax)));
    }

    [Fact]
    public void The_example_of_the_documentation_is_right()
    {
        var priced = Price([Line(1, 2, 15.99m, TaxClass.Reduced), Line(2, 1, 12)],
            [TenPercent with { IsOnOrder = true }], Parcel);
        Assert.Equal((43.98m, 4.40m, 4.90m, 44.48m),
            (priced.Subtotal, priced.DiscountTotal, priced.ShippingTotal, priced.Total));
        Assert.Equal([3.20m, 1.20m], priced.Lines.Select(line => line.Discount));
        Assert.Equal([(19m, 10.20m, 1.94m), (7m, 30.22m, 2.12m)],
            priced.TaxLines.Select(line => (line.Rate.Percent, line.TaxableAmount, line.Tax)));
    }

    [Fact]
    public void A_setting_names_the_class_of_shipping()
    {
        var priced = Price([Line(1, 1, 10, TaxClass.Reduced)], shipping: Parcel,
            tax: Added with { ShippingClass = TaxClass.Standard });
        Assert.Equal([(19m, 4.90m, 0.93m), (7m, 10.00m, 0.70m)],
            priced.TaxLines.Select(line => (line.Rate.Percent, line.TaxableAmount, line.Tax)));
    }

    [Fact]
    public void Shipping_is_free_from_an_amount_after_discounts()
    {
        Assert.Equal(0, Price([Line(1, 1, 49)], shipping: Parcel).ShippingTotal);
        Assert.Equal(4.90m, Price([Line(1, 1, 49)], [TenPercent], Parcel).ShippingTotal);
    }

    [Fact]
    public void Free_shipping_is_a_discount_of_shipping_only()
    {
        var priced = Price([Line(1, 1, 20)], [Promotion(new FreeShipping())], Parcel);
        Assert.Equal((0m, 0m, 20m), (priced.DiscountTotal, priced.ShippingTotal, priced.Total));
        Assert.Equal((4.90m, true), (priced.Promotions[0].Amount, priced.Promotions[0].IsOnShipping));
    }

    [Fact]
    public void The_gross_price_is_the_same_in_every_country()
    {
        var priced = Price([Line(1, 1, 119)], tax: Included with { Destination = France });
        Assert.Equal((119.00m, 19.83m), (priced.Total, priced.TaxTotal));
    }

    [Fact]
    public void By_setting_the_price_has_the_tax_of_the_destination()
    {
        var priced = Price([Line(1, 2, 119)], tax: Included with { Destination = France, KeepsGrossPrice = false });
        Assert.Equal((120.00m, 240.00m, 40.00m), (priced.Lines[0].UnitPrice, priced.Total, priced.TaxTotal));
    }

    [Fact]
    public void Under_reverse_charge_goods_and_shipping_cost_their_net_price()
    {
        var priced = Price([Line(1, 1, 23.80m)], shipping: Parcel,
            tax: Included with { Treatment = TaxTreatment.ReverseCharge, Destination = France });
        Assert.Equal((20.00m, 4.12m, 0m, 24.12m),
            (priced.Subtotal, priced.ShippingTotal, priced.TaxTotal, priced.Total));
        Assert.Equal(TaxTreatment.ReverseCharge, Assert.Single(priced.TaxLines).Treatment);
    }

    [Fact]
    public void Of_three_for_two_the_cheapest_is_free()
    {
        var threeForTwo = Promotion(new BuyAndGet(2, 1, Of: null, 100, MaxSets: null));
        var priced = Price([Line(1, 2, 10), Line(2, 3, 4), Line(3, 1, 7)], [threeForTwo]);
        Assert.Equal(8, priced.DiscountTotal);          // 6 units are two sets: two units at 4.00 are free
        Assert.Equal([0m, 8m, 0m], priced.Lines.Select(line => line.Discount));
    }

    [Fact]
    public void A_unit_is_not_bought_and_free_at_once()
    {
        var buyFood = Promotion(new BuyAndGet(1, 1, Of: PromotionScope.AllGoods, 100, MaxSets: null)) with
        {
            Scope = new() { ProductIds = [1] },
        };
        Assert.Equal(0, Price([Line(1, 1, 10)], [buyFood]).DiscountTotal);
        Assert.Equal(4, Price([Line(1, 1, 10), Line(2, 1, 4)], [buyFood]).DiscountTotal);
        Assert.Equal(14, Price([Line(1, 3, 10), Line(2, 1, 4)], [buyFood]).DiscountTotal);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 5)]
    [InlineData(10, 20)]
    public void The_highest_tier_that_is_reached_applies(int units, decimal discount)
    {
        var tiers = Promotion(new Tiered(ByQuantity: true,
            [new(5, new PercentageOff(10)), new(10, new PercentageOff(20))]));
        Assert.Equal(discount, Price([Line(1, units, 10)], [tiers]).DiscountTotal);
    }

    [Fact]
    public void Promotions_apply_one_after_another_by_step_and_priority()
    {
        var onOrder = Promotion(new AmountOff(10)) with { Id = 1, IsOnOrder = true, Priority = 9 };
        var half = Promotion(new PercentageOff(50)) with { Id = 2, Priority = 1 };
        var priced = Price([Line(1, 1, 100)], [onOrder, TenPercent, half]);
        Assert.Equal([(2L, 50m), (10L, 5m), (1L, 10m)],
            priced.Promotions.Select(promotion => (promotion.PromotionId, promotion.Amount)));
        Assert.Equal(35, priced.Total);
    }

    [Fact]
    public void An_exclusive_promotion_applies_alone_and_only_if_it_is_cheaper()
    {
        var exclusive = Promotion(new AmountOff(15)) with { Id = 2, IsExclusive = true };
        Assert.Equal([2L], Price([Line(1, 1, 100)], [TenPercent, exclusive]).Promotions.Select(p => p.PromotionId));
        Assert.Equal([10L], Price([Line(1, 1, 200)], [TenPercent, exclusive]).Promotions.Select(p => p.PromotionId));
    }

    [Fact]
    public void The_steps_name_no_promotion_that_was_only_compared()
    {
        var half = Promotion(new PercentageOff(50)) with { Id = 2, IsExclusive = true };
        var most = Promotion(new AmountOff(60)) with { Id = 3, IsExclusive = true, IsOnOrder = true };
        var free = Promotion(new FreeShipping()) with { Id = 4, IsExclusive = true };
        var priced = Price([Line(1, 1, 100)], [TenPercent, half, most, free], Parcel with { FreeFrom = null });
        Assert.Equal([3L], priced.Steps.Select(step => step.PromotionId).OfType<long>().Distinct());
        Assert.Equal(Price([Line(1, 1, 100)], [most], Parcel with { FreeFrom = null }).Steps, priced.Steps);
    }

    [Fact]
    public void A_discount_is_never_above_the_goods()
    {
        var priced = Price([Line(1, 1, 7)], [Promotion(new AmountOff(10)) with { IsOnOrder = true }], Parcel);
        Assert.Equal((7m, 4.90m), (priced.DiscountTotal, priced.Total));
        Assert.Equal(0.78m, priced.TaxTotal);           // shipping is taxed like the goods that it carries
    }

    [Fact]
    public void A_promotion_waits_for_its_minimum_of_goods_before_discounts()
    {
        var fromHundred = TenPercent with { MinimumSubtotal = 100 };
        Assert.Equal(0, Price([Line(1, 1, 99.99m)], [fromHundred]).DiscountTotal);
        Assert.Equal(10, Price([Line(1, 1, 100)], [fromHundred]).DiscountTotal);
    }

    [Fact]
    public void Amounts_of_promotions_and_shipping_are_meant_at_the_prices_of_the_shop()
    {
        var business = Included with { Treatment = TaxTreatment.ReverseCharge };
        var ten = Promotion(new AmountOff(10)) with { IsOnOrder = true, MinimumSubtotal = 119 };
        var tiers = Promotion(new Tiered(ByQuantity: false, [new(119, new PercentageOff(50))])) with { Id = 2 };
        // 119.00 is 100.00 without tax. Half of it is off by the tier, then 10.00 × 50.00 / 59.50 = 8.4034.
        var priced = Price([Line(1, 1, 119)], [ten, tiers], Parcel with { FreeFrom = 49.50m }, business);
        Assert.Equal([(2L, 50m), (1L, 8.40m)],
            priced.Promotions.Select(applied => (applied.PromotionId, applied.Amount)));
        Assert.Equal((41.60m, 0m), (priced.Total, priced.ShippingTotal));   // 49.50 at the shop's prices
        var step = Assert.Single(priced.Steps, each => each.ShopAmount is not null);
        Assert.Equal((10m, 8.4033613445m, PriceRounding.HalfAwayFromZero, 8.40m),
            (step.ShopAmount, step.Exact, step.Rounding, step.Amount));
    }

    [Fact]
    public void Units_are_free_whose_price_in_the_shop_is_the_lowest()
    {
        var oneFree = Promotion(new BuyAndGet(1, 1, Of: null, 100, MaxSets: 1));
        var abroad = Included with { KeepsGrossPrice = false, Destination = TaxRateTable.None };
        // Without tax, the dearer goods are cheaper: 11.50 / 1.19 = 9.66, and 11.00 / 1.07 = 10.28.
        Assert.Equal([0m, 10.28m], Price(
            [Line(1, 1, 11.50m), Line(2, 1, 11, TaxClass.Reduced)], [oneFree], tax: abroad)
            .Lines.Select(line => line.Discount));
    }

    private static PromotionRule TenPercent => Promotion(new PercentageOff(10)) with { Id = 10 };

    private static PromotionRule Promotion(PromotionEffect effect) => new() { Id = 1, Name = "Sale", Effect = effect };

    private static BasketLine Line(
        long product, int quantity, decimal price, TaxClass taxClass = TaxClass.Standard) =>
        new((int)product, new(product, [1], null, 1, taxClass, 1), quantity, price);

    private static PricedBasket Price(
        BasketLine[] lines, PromotionRule[]? promotions = null, ShippingRule? shipping = null, TaxRules? tax = null) =>
        PriceCalculator.Price(new()
        {
            Currency = Currency.Of("EUR"),
            Lines = lines,
            Promotions = promotions ?? [],
            Shipping = shipping,
            Tax = tax ?? Included,
        });
}
