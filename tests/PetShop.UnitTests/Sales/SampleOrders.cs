using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Checkout;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.UnitTests.Sales;

/// <summary>Orders without a database, priced by the shop's calculator.</summary>
internal static class SampleOrders
{
    public static Order Place(params (long ProductId, int Quantity, decimal Price)[] lines) =>
        Place(Destination.Of("1 Kennel Lane"), lines);

    public static Order Place(
        Destination destination, params (long ProductId, int Quantity, decimal Price)[] lines)
    {
        var basket = new Basket
        {
            Currency = Currency.Of("EUR"),
            Lines = [.. lines.Select((line, i) => new BasketLine(
                i + 1, new(line.ProductId, [], null, 1, TaxClass.Standard, 0), line.Quantity, line.Price))],
        };
        var priced = PriceCalculator.Price(basket);
        var (amounts, sold) = PricedPurchase.Of(
            basket, priced, lines.Select(line => new SoldProduct(line.ProductId, "A", "Ball")));
        return Order.Place(
            new(1, DateTimeOffset.UnixEpoch), new(1, "Rex", "rex@example.com"), destination, amounts, sold);
    }
}
