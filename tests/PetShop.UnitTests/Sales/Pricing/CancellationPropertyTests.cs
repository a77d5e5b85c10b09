using CsCheck;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.Edits;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.UnitTests.Sales.Pricing;

/// <summary>What is true of every order however its units are cancelled.</summary>
public sealed class CancellationPropertyTests
{
    [Fact]
    public void After_every_cancellation_the_parts_sum_to_the_total() => Check((sale, random) =>
    {
        do
            Assert.True(IsWhole(sale.Order), "The parts do not sum to the whole.");
        while (sale.CancelSome(random));
        return IsWhole(sale.Order);
    });

    [Fact]
    public void Units_that_stay_keep_their_price_and_their_rounded_share_of_discount_and_tax() =>
        Check((sale, random) =>
        {
            var ordered = sale.Order.Lines.ToDictionary(line => line.Position, Amounts);
            var isTrue = true;
            while (isTrue && sale.CancelSome(random))
                isTrue = sale.Order.Lines.All(line => ordered[line.Position] is var was && line.Price == was.Price
                    && line.Discount == sale.Currency.Round(was.Discount * line.Quantity / was.Quantity)
                    && line.Tax == Math.Min(sale.Currency.Round(was.Tax * line.Quantity / was.Quantity),
                        sale.Order.PricesIncludeTax ? line.Amount - line.Discount : decimal.MaxValue));
            return isTrue;
        });

    [Fact]
    public void A_cancellation_changes_no_other_line_and_no_shipping() => Check((sale, random) =>
    {
        var before = sale.Order.Lines.ToDictionary(line => line.Position, Amounts);
        var shipping = (sale.Order.ShippingTotal, sale.Order.ChargedForShipping, sale.Order.Pricing.Shipping);
        var position = before.Keys.ElementAt(random.Next(before.Count));
        sale.Cancel(new() { [position] = random.Next(1, before[position].Quantity + 1) });
        return sale.Order.Lines.Where(line => line.Position != position)
                .All(line => Amounts(line) == before[line.Position])
            && sale.Order.Lines.Count(line => line.Position != position) == before.Count - 1
            && shipping == (sale.Order.ShippingTotal, sale.Order.ChargedForShipping, sale.Order.Pricing.Shipping);
    });

    [Fact]
    public void It_does_not_matter_in_how_many_steps_units_are_cancelled() =>
        Gen.Select(Baskets.All, Gen.Int[0, int.MaxValue]).Sample((basket, seed) =>
        {
            var (slow, once, random) = (new Sale(basket), new Sale(basket), new Random(seed));
            var steps = random.Next(1, 6);
            while (steps-- > 0 && slow.CancelSome(random))
            {
            }
            var left = slow.Order.Lines.ToDictionary(line => line.Position, line => line.Quantity);
            once.Cancel(once.Order.Lines
                .Select(line => (line.Position, Units: line.Quantity - left.GetValueOrDefault(line.Position)))
                .Where(cut => cut.Units > 0).ToDictionary(cut => cut.Position, cut => cut.Units));
            return slow.Order.Lines.Select(Amounts).SequenceEqual(once.Order.Lines.Select(Amounts))
                && slow.Order.TotalAmount == once.Order.TotalAmount
                && slow.Order.Pricing.TaxLines.SequenceEqual(once.Order.Pricing.TaxLines);
        }, iter: Baskets.Cases);

    [Fact]
    public void Cancelling_everything_gives_back_everything_but_shipping() => Check((sale, random) =>
    {
        var (total, shipping) = (sale.Order.TotalAmount, sale.Order.ChargedForShipping);
        var back = 0m;
        for (var before = total; sale.CancelSome(random); before = sale.Order.TotalAmount)
            back += before - sale.Order.TotalAmount;
        return back == total - shipping && sale.Order.TotalAmount == shipping
            && sale.Order is { Subtotal: 0, DiscountTotal: 0, Lines.Count: 0 }
            && sale.Order.Pricing.Promotions.All(promotion => promotion.IsOnShipping || promotion.Amount == 0);
    });

    [Fact]
    public void No_amount_becomes_negative_and_nothing_becomes_dearer() => Check((sale, random) =>
    {
        var (isTrue, before) = (true, sale.Order.TotalAmount);
        while (isTrue && sale.CancelSome(random))
        {
            isTrue = sale.Order.TotalAmount <= before
                && sale.Order.Lines.All(line => line.Discount >= 0 && line.Discount <= line.Amount && line.Tax >= 0)
                && sale.Order.Pricing.TaxLines.All(line => line.Tax >= 0 && line.TaxableAmount >= 0)
                && sale.Order.Pricing.Promotions.All(promotion => promotion.Amount >= 0)
                && sale.Steps.All(step => step.Amount >= 0);
            before = sale.Order.TotalAmount;
        }
        return isTrue;
    });

    [Fact]
    public void The_steps_explain_the_total() => Check((sale, random) =>
    {
        var (total, isTrue) = (sale.Order.TotalAmount, true);
        while (isTrue && sale.CancelSome(random))
            isTrue = sale.Steps[^1] is { Kind: PriceStepKind.Total } last && last.Amount == sale.Order.TotalAmount
                && sale.Order.TotalAmount == total - sale.Sum(PriceStepKind.CancelledUnits)
                    + sale.Sum(PriceStepKind.CancelledDiscount)
                    - (sale.Order.PricesIncludeTax ? 0 : sale.Sum(PriceStepKind.CancelledTax));
        return isTrue;
    });

    [Fact]
    public void Goods_that_are_added_and_cancelled_again_leave_the_order_as_it_was() =>
        Gen.Select(Baskets.All, Baskets.All, Gen.Int[0, int.MaxValue]).Sample((basket, more, seed) =>
        {
            var (sale, random) = (new Sale(basket), new Random(seed));
            var (before, total) = (sale.Order.Lines.Select(Amounts).ToList(), sale.Order.TotalAmount);
            var taxes = sale.Order.Pricing.TaxLines;
            var added = sale.Add(more.Lines);
            var isTrue = IsWhole(sale.Order) && sale.Order.TotalAmount == total + added
                && sale.Order.Lines.Take(before.Count).Select(Amounts).SequenceEqual(before);
            while (isTrue && sale.CancelSome(random, after: before.Count))
                isTrue = IsWhole(sale.Order);
            return isTrue && sale.Order.TotalAmount == total
                && sale.Order.Lines.Select(Amounts).SequenceEqual(before)
                && sale.Order.Pricing.TaxLines.Where(IsUsed).SequenceEqual(taxes.Where(IsUsed));
        }, iter: Baskets.Cases);

    private static bool IsUsed(OrderTaxLine line) => line.Tax != 0 || line.TaxableAmount != 0;

    private static void Check(Func<Sale, Random, bool> isTrue) =>
        Gen.Select(Baskets.All, Gen.Int[0, int.MaxValue])
            .Sample((basket, seed) => isTrue(new(basket), new(seed)), iter: Baskets.Cases);

    private static bool IsWhole(Order order) =>
        order.Subtotal == order.Lines.Sum(line => line.Amount)
        && order.Lines.All(line => line.Amount == line.Price * line.Quantity)
        && order.DiscountTotal == order.Lines.Sum(line => line.Discount)
        && order.DiscountTotal == order.Pricing.Promotions.Where(p => !p.IsOnShipping).Sum(p => p.Amount)
        && order.TaxTotal == order.Lines.Sum(line => line.Tax) + (order.Pricing.Shipping?.Tax ?? 0)
        && order.TaxTotal == order.Pricing.TaxLines.Sum(line => line.Tax)
        && order.TotalAmount == order.Lines.Sum(order.ChargedFor) + order.ChargedForShipping
        && order.TotalAmount == order.Pricing.TaxLines.Sum(line => line.TaxableAmount + line.Tax);

    private static (int Position, int Quantity, decimal Price, decimal Amount, decimal Discount, decimal Tax) Amounts(
        OrderLine line) => (line.Position, line.Quantity, line.Price, line.Amount, line.Discount, line.Tax);

    /// <summary>An order with all steps of its amounts.</summary>
    private sealed class Sale
    {
        private readonly Basket _basket;

        public Sale(Basket basket)
        {
            _basket = basket;
            var (amounts, lines) = Price(basket);
            Order = Order.Place(
                new(1, DateTimeOffset.UnixEpoch), new(1, "Rex", "rex@example.com"), Destination.Of("1 Kennel Lane"),
                amounts, lines);
            Steps = [.. amounts.Steps];
        }

        public Order Order { get; }

        public List<PriceStep> Steps { get; }

        public Currency Currency => _basket.Currency;

        public decimal Sum(PriceStepKind kind) => Steps.Where(step => step.Kind == kind).Sum(step => step.Amount);

        /// <param name="after">Lines up to this position stay.</param>
        /// <returns>False if nothing was left to cancel.</returns>
        public bool CancelSome(Random random, int after = 0)
        {
            var open = Order.Lines.Where(line => line.Position > after).ToArray();
            if (open.Length == 0)
                return false;
            random.Shuffle(open);
            Cancel(open.Take(random.Next(1, open.Length + 1))
                .ToDictionary(line => line.Position, line => random.Next(1, line.Quantity + 1)));
            return true;
        }

        public void Cancel(Dictionary<int, int> cuts) => Apply(CancelledUnits.Cancel(Order, Steps, cuts).Summed());

        /// <returns>What they cost.</returns>
        public decimal Add(IEnumerable<BasketLine> lines)
        {
            var after = Order.Lines.Max(line => line.Position);
            var (amounts, added) = Price(_basket with
            {
                Lines = [.. lines.Select((line, i) => line with { Position = after + i + 1 })],
                Promotions = [],
                Shipping = null,
            });
            Apply(EditedPrices.Of(Order).With(new(amounts, added, null)).Summed());
            return amounts.Total;
        }

        private void Apply(EditedPrices edited)
        {
            Order.Edit(edited.Kept, edited.Added, edited.Amounts, default);
            Steps.AddRange(edited.Amounts.Steps);
        }

        private static OrderPrices Price(Basket basket) => PricedPurchase.Of(basket, PriceCalculator.Price(basket),
            basket.Lines.Select(line => new SoldProduct(line.Product.Id, "A", "Ball")));
    }
}
