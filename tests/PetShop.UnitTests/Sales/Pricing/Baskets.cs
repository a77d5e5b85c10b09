using CsCheck;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.UnitTests.Sales.Pricing;

/// <summary>
/// Random baskets in currencies of 0, 2 and 3 decimals, with promotions, shipping and tax of all kinds.
/// </summary>
internal static class Baskets
{
    /// <summary>How many baskets each property is checked with. PRICING_CASES=100000 checks more.</summary>
    public static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("PRICING_CASES"), out var cases) ? cases : 10_000;

    private static readonly Gen<Currency> Currencies =
        One("EUR", "JPY", "KWD").Select(Currency.Of);

    private static readonly Gen<TaxClass> Classes = Gen.Enum<TaxClass>();

    public static readonly Gen<Basket> All =
        from currency in Currencies
        from lines in Lines(currency)
        from promotions in Promotions(currency)
        from shipping in Shipping(currency).Null()
        from tax in Taxes
        select new Basket
        {
            Currency = currency,
            Lines = lines,
            Promotions = promotions,
            Shipping = shipping,
            Tax = tax,
        };

    /// <summary>Often few minor units, so that lines are alike, and now and then very many.</summary>
    public static Gen<decimal> Amount(Currency currency) =>
        Gen.OneOf(Gen.Int[1, 3], Gen.Int[0, 50], Gen.Int[0, 5_000], Gen.Int[0, 100_000_000])
            .Select(units => units / (decimal)Math.Pow(10, currency.Decimals));

    /// <summary>Products have an id, a category, a brand and a class in common with others; some occur twice.</summary>
    private static Gen<List<BasketLine>> Lines(Currency currency) =>
        (from id in Gen.Long[1, 6]
         from price in Amount(currency)
         from quantity in Gen.OneOf(Gen.Const(1), Gen.Int[1, 4], Gen.Int[1, 100])
         select new BasketLine(0, Product(id), quantity, price))
        .List[1, 9].Select(lines => lines.Select((line, i) => line with { Position = i + 1 }).ToList());

    private static BasketProduct Product(long id) =>
        new(id, [id % 3, 10], id % 2 == 0 ? null : 7, id % 2, (TaxClass)(id % 3), id * 0.4m);

    private static Gen<PromotionRule[]> Promotions(Currency currency) =>
        (from effect in Effects(currency)
         from scope in Scopes
         from isOnOrder in Gen.Bool
         from minimum in Amount(currency).Nullable()
         from priority in Gen.Int[0, 2]
         from isExclusive in Gen.Int[0, 5].Select(n => n == 0)
         select (effect, scope, isOnOrder, minimum, priority, isExclusive))
        .Array[0, 5].Select(rules => rules.Select((rule, i) => new PromotionRule
        {
            Id = i + 1,
            Name = $"Promotion {i + 1}",
            Effect = rule.effect,
            Scope = IsOnOrder(rule.effect, rule.isOnOrder) ? PromotionScope.AllGoods : rule.scope,
            IsOnOrder = IsOnOrder(rule.effect, rule.isOnOrder),
            MinimumSubtotal = rule.minimum,
            Priority = rule.priority,
            IsExclusive = rule.isExclusive,
        }).ToArray());

    private static bool IsOnOrder(PromotionEffect effect, bool wanted) =>
        wanted && effect is PercentageOff or AmountOff or Tiered;

    private static Gen<PromotionScope> Scopes => Gen.OneOf(
        Gen.Const(PromotionScope.AllGoods),
        Gen.Long[1, 6].Array[1, 3].Select(ids => new PromotionScope { ProductIds = ids }),
        Gen.Long[0, 2].Array[1, 2].Select(ids => new PromotionScope { CategoryIds = ids }),
        Gen.Const(new PromotionScope { BrandIds = [7] }),
        Gen.Long[0, 1].Select(id => new PromotionScope { PetTypeIds = [id] }));

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<decimal> Percents => Gen.Int[1, 10_000].Select(hundredths => hundredths / 100m);

    private static Gen<PromotionEffect> Discounts(Currency currency) => Gen.OneOf(
        Percents.Select(PromotionEffect (percent) => new PercentageOff(percent)),
        Amount(currency).Select(PromotionEffect (amount) => new AmountOff(amount)));

    private static Gen<PromotionEffect> Effects(Currency currency) => Gen.OneOf(
        Discounts(currency),
        Gen.Const<PromotionEffect>(new FreeShipping()),
        from buy in Gen.Int[1, 4]
        from get in Gen.Int[1, 3]
        from scope in Scopes
        from isOfSame in Gen.Bool
        from percent in Percents
        from most in Gen.Int[1, 3]
        from isLimited in Gen.Bool
        select (PromotionEffect)new BuyAndGet(buy, get, isOfSame ? null : scope, percent, isLimited ? most : null),
        from byQuantity in Gen.Bool
        from first in Discounts(currency)
        from second in Discounts(currency)
        from start in Gen.Int[0, 20]
        select (PromotionEffect)new Tiered(byQuantity, [new(start, first), new(start + 10, second)]));

    private static Gen<ShippingRule> Shipping(Currency currency) =>
        from basis in Gen.Enum<ShippingBasis>()
        from low in Amount(currency)
        from high in Amount(currency)
        from free in Amount(currency).Nullable()
        select new ShippingRule
        {
            MethodId = 1,
            Name = "Parcel",
            Basis = basis,
            Steps = basis == ShippingBasis.Flat ? [new(0, low)] : [new(0, low), new(5, high)],
            FreeFrom = free,
        };

    private static Gen<TaxRateTable> Rates(string place) =>
        from standard in One(0m, 4.225m, 9.975m, 19m, 25.5m)
        from reduced in One(5.5m, 7m, 19m)
        select new TaxRateTable(new Dictionary<TaxClass, RateOfTax>
        {
            [TaxClass.Standard] = new(standard, place, "VAT"),
            [TaxClass.Reduced] = new(reduced, place, "VAT"),
        });

    private static Gen<TaxRules> Taxes =>
        from treatment in Gen.Enum<TaxTreatment>()
        from isIncluded in Gen.Bool
        from keeps in Gen.Bool
        from shippingClass in Classes
        from isNamed in Gen.Bool
        from home in Rates("DE")
        from destination in Rates("FR")
        select new TaxRules
        {
            Treatment = treatment,
            PricesIncludeTax = isIncluded,
            KeepsGrossPrice = keeps,
            ShippingClass = isNamed ? shippingClass : null,
            Home = home,
            Destination = destination,
        };
}
