using CsCheck;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.UnitTests.Sales.Pricing;

/// <summary>What is true of the refunds of every order, in whatever returns and sequence it comes back.</summary>
public sealed class ReturnPropertyTests
{
    [Fact]
    public void All_refunds_of_a_returned_order_sum_exactly_to_its_total() => Check((sale, random) =>
    {
        while (sale.ReturnSome(random))
        {
        }
        return sale.Refunded == sale.Order.TotalAmount;
    });

    [Fact]
    public void Shipping_is_refunded_once_and_only_with_the_last_goods() => Check((sale, random) =>
    {
        while (sale.ReturnSome(random))
            if (sale.UnitsLeft > 0 && sale.Processed.Exists(each => each.ShippingRefund != 0))
                return false;
        return sale.Processed.Sum(each => each.ShippingRefund) == sale.Order.ChargedForShipping
            && sale.Processed[^1].ShippingRefund == sale.Order.ChargedForShipping;
    });

    [Fact]
    public void No_refund_is_negative_and_no_sum_is_above_what_was_charged() => Check((sale, random) =>
    {
        while (sale.ReturnSome(random))
            if (sale.Processed[^1].TotalRefund < 0 || sale.Refunded > sale.Order.TotalAmount
                || !sale.Currency.Fits(sale.Refunded)
                || (sale.UnitsLeft > 0 && sale.Refunded > sale.Order.TotalAmount - sale.Order.ChargedForShipping))
                return false;
        return true;
    });

    private static void Check(Func<Sale, Random, bool> isTrue) =>
        Gen.Select(Baskets.All, Gen.Int[0, int.MaxValue])
            .Sample((basket, seed) => isTrue(new(basket), new(seed)), iter: Baskets.Cases);

    /// <summary>An order and its returns. Some requests are rejected; their units come back later.</summary>
    private sealed class Sale
    {
        private readonly List<Return> _waiting = [];

        public Sale(Basket basket)
        {
            Currency = basket.Currency;
            var (amounts, lines) = PricedPurchase.Of(basket, PriceCalculator.Price(basket),
                basket.Lines.Select(line => new SoldProduct(line.Product.Id, "A", "Ball")));
            Order = Order.Place(
                new(1, DateTimeOffset.UnixEpoch), new(1, "Rex", "rex@example.com"), Destination.Of("1 Kennel Lane"),
                amounts, lines);
        }

        public Order Order { get; }

        public Currency Currency { get; }

        /// <summary>In the order in which they were processed.</summary>
        public List<Return> Processed { get; } = [];

        public decimal Refunded => Processed.Sum(each => each.TotalRefund);

        public int UnitsLeft => Order.Units - Processed.Sum(UnitsOf);

        /// <summary>Requests further returns, and processes one of those that wait.</summary>
        /// <returns>False if everything is back.</returns>
        public bool ReturnSome(Random random)
        {
            if (UnitsLeft == 0)
                return false;
            while (_waiting.Count == 0 || (random.Next(2) == 0 && Open().Count > 0))
                if (Request(random) is var request && random.Next(4) > 0)
                    _waiting.Add(request);
            var next = _waiting[random.Next(_waiting.Count)];
            _waiting.Remove(next);
            next.RefundShipping(RefundCalculator.OfShipping(Order, Processed.Sum(UnitsOf), UnitsOf(next), given: 0));
            Processed.Add(next);
            return true;
        }

        private Return Request(Random random)
        {
            var open = Open().ToArray();
            random.Shuffle(open);
            var items = open.Take(random.Next(1, open.Length + 1)).Select(product => new ReturnItemRequest
            {
                ProductId = product.Key,
                Quantity = random.Next(1, product.Value + 1),
                Reason = "Too small.",
            }).ToList();
            var lines = new ReturnAllowance(Order, Taken().Select(taken => new Returned(taken.Key,
                taken.Sum(line => line.Quantity), taken.Sum(line => line.RefundAmount)))).Take(items, Currency);
            return Return.Request(Processed.Count + 1, Order.Owner, Order.Currency, lines, DateTimeOffset.UnixEpoch);
        }

        /// <summary>The units of each product that can still be returned.</summary>
        private Dictionary<long, int> Open()
        {
            var taken = Taken().ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Quantity));
            return Order.Lines.GroupBy(line => line.ProductId)
                .ToDictionary(lines => lines.Key,
                    lines => lines.Sum(line => line.Quantity) - taken.GetValueOrDefault(lines.Key))
                .Where(product => product.Value > 0).ToDictionary();
        }

        private IEnumerable<IGrouping<long, ReturnLine>> Taken() =>
            Processed.Concat(_waiting).SelectMany(each => each.Lines).GroupBy(line => line.ProductId);

        private static int UnitsOf(Return each) => each.Lines.Sum(line => line.Quantity);
    }
}
