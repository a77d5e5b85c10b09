using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Services.Pricing;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Prices what a customer buys by the rules of the shop.</summary>
internal sealed class BasketPrices(Currency currency)
{
    public PricedGoods Price(List<PurchasedGoods> goods)
    {
        var basket = new Basket { Currency = currency, Lines = [.. goods.Select(Line)] };
        return new(basket, PriceCalculator.Price(basket));
    }

    private static BasketLine Line(PurchasedGoods goods, int index) => new(
        index + 1, new(goods.Product.Id, [], null, 0, TaxClass.Standard, 0), goods.Quantity, goods.Product.Price);
}

/// <summary>A basket and its prices.</summary>
internal sealed record PricedGoods(Basket Basket, PricedBasket Prices);
