using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Pricing;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Converts computed prices into the amounts and lines of an order.</summary>
internal static class PricedPurchase
{
    public static OrderAmounts Amounts(Basket basket, PricedBasket priced) => new()
    {
        Currency = basket.Currency.Code,
        PricesIncludeTax = basket.Tax.PricesIncludeTax,
        Subtotal = priced.Subtotal,
        DiscountTotal = priced.DiscountTotal,
        ShippingTotal = priced.ShippingTotal,
        TaxTotal = priced.TaxTotal,
        Total = priced.Total,
        Pricing = Pricing(priced),
        Steps = priced.Steps,
    };

    /// <param name="goods">The goods of each line of the basket.</param>
    public static List<OrderLine> Lines(PricedBasket priced, List<PurchasedGoods> goods) =>
        Lines(priced, goods.Select(each => new SoldProduct(each.Product.Id, each.Product.Sku, each.Product.Name)));

    /// <param name="sold">The product of each line of the basket.</param>
    public static List<OrderLine> Lines(PricedBasket priced, IEnumerable<SoldProduct> sold) =>
        [.. priced.Lines.Zip(sold, (line, product) => OrderLine.Sell(
            line.Position, product, line.Quantity,
            new(line.UnitPrice, line.Discount, line.Tax, line.TaxPercent)))];

    private static OrderPricing Pricing(PricedBasket priced) => new()
    {
        Promotions = [.. priced.Promotions.Select(promotion => new OrderPromotion(
            promotion.PromotionId, promotion.Name, promotion.Code, promotion.Amount, promotion.IsOnShipping))],
        TaxLines = [.. priced.TaxLines.Select(line => new OrderTaxLine(
            line.Treatment, line.Rate.Percent, line.Rate.Place, line.Rate.Name, line.TaxableAmount, line.Tax))],
        Shipping = priced.Shipping is { } shipping
            ? new(shipping.MethodId, shipping.Name, shipping.Amount, shipping.Discount, shipping.Tax)
            : null,
    };
}
