using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Converts computed prices into the amounts and lines of an order.</summary>
internal static class PricedPurchase
{
    public static OrderPrices Of(PricedGoods priced, List<PurchasedGoods> goods)
    {
        var prices = Of(priced.Basket, priced.Prices,
            goods.Select(each => new SoldProduct(each.Product.Id, each.Product.Sku, each.Product.Name)));
        return priced.Basket.Tax.Treatment == TaxTreatment.ReverseCharge
            ? prices with
            {
                Amounts = prices.Amounts with
                {
                    Pricing = prices.Amounts.Pricing with { VatNumber = priced.VatNumber },
                },
            }
            : prices;
    }

    /// <param name="sold">The product of each line of the basket.</param>
    public static OrderPrices Of(Basket basket, PricedBasket priced, IEnumerable<SoldProduct> sold) => new(
        Amounts(basket, priced),
        [.. priced.Lines.Zip(sold, (line, product) => OrderLine.Sell(
            line.Position, product, line.Quantity,
            new(line.UnitPrice, line.Discount, line.Tax, line.TaxPercent)))]);

    private static OrderAmounts Amounts(Basket basket, PricedBasket priced) => new()
    {
        Currency = basket.Currency.Code,
        PricesIncludeTax = basket.Tax.PricesIncludeTax,
        Subtotal = priced.Subtotal,
        DiscountTotal = priced.DiscountTotal,
        ShippingTotal = priced.ShippingTotal,
        TaxTotal = priced.TaxTotal,
        Total = priced.Total,
        Pricing = Pricing(basket, priced),
        Steps = priced.Steps,
    };

    private static OrderPricing Pricing(Basket basket, PricedBasket priced) => new()
    {
        Promotions = [.. priced.Promotions.Select(promotion => new OrderPromotion(
            promotion.PromotionId, promotion.Name, promotion.Code, promotion.Amount, promotion.IsOnShipping))],
        TaxLines = [.. priced.TaxLines.Select(line => new OrderTaxLine(
            line.Treatment, line.Rate.Percent, line.Rate.Place, line.Rate.Name, line.TaxableAmount, line.Tax))],
        Shipping = priced.Shipping is { } shipping
            ? new(shipping.MethodId, shipping.Name, shipping.Amount, shipping.Discount, shipping.Tax)
            {
                IsPickUp = basket.Shipping is { IsPickUp: true },
            }
            : null,
    };
}

/// <summary>The computed prices of an order.</summary>
internal sealed record OrderPrices(OrderAmounts Amounts, List<OrderLine> Lines);
