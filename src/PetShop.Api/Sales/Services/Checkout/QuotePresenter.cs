using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Services.Orders;
using PetShop.Api.Sales.Services.Pricing.Baskets;
using PetShop.Api.Sales.Services.Promotions;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Converts the prices of a cart into a quote.</summary>
internal sealed class QuotePresenter(Currency currency, IdleCodes idle, ShopCalendar calendar)
{
    /// <summary>
    /// At most: prices change by hand, and half an hour is as long as most checkouts take.
    /// </summary>
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(30);

    /// <param name="price">Prices the goods with a shipping method; null for the chosen one.</param>
    public QuoteResponse Present(SaleTerms terms, List<PurchasedGoods> goods, Func<long?, PricedGoods> price)
    {
        var quoted = price(null);
        var (prices, amounts) = (quoted.Prices, PricedPurchase.Of(quoted, goods).Amounts);
        var options = quoted.Shipping.Offers
            .Select(offer => (Offer: offer, Goods: price(offer.Rule.MethodId))).ToList();
        return new()
        {
            Items = [.. prices.Lines.Zip(goods, (line, sold) => new OrderItemResponse
            {
                ProductId = sold.Product.Id,
                Sku = sold.Product.Sku,
                ProductName = sold.Product.Name,
                Quantity = line.Quantity,
                ShippedQuantity = 0,
                Price = line.UnitPrice,
                Amount = line.Amount,
                Discount = line.Discount,
                Tax = line.Tax,
                TaxPercent = line.TaxPercent.WithoutTrailingZeros(),
                Total = line.Total,
            })],
            Subtotal = prices.Subtotal,
            DiscountTotal = prices.DiscountTotal,
            ShippingTotal = prices.ShippingTotal,
            TaxTotal = prices.TaxTotal,
            PricesIncludeTax = amounts.PricesIncludeTax,
            TotalAmount = prices.Total,
            Currency = currency.Code,
            Promotions = [.. amounts.Pricing.Promotions.Select(AppliedPromotionResponse.From)],
            RefusedCodes = [.. WithoutEffect(terms.Promotions, goods, prices).Select(code => new RefusedCodeResponse
            {
                Code = code.Code,
                Reason = code.Reason,
                Message = PromotionProblems.Explain(code),
            })],
            TaxLines = [.. amounts.Pricing.TaxLines.Select(TaxLineResponse.From)],
            Shipping = amounts.Pricing.Shipping is { } shipping
                ? OrderShippingResponse.From(shipping, prices.Shipping!.Total)
                : null,
            EstimatedDelivery = quoted.EstimatedDelivery,
            ShippingOptions = [.. options.Select(option => Option(option.Offer, option.Goods))],
            Steps = PriceStepText.Explain(prices.Steps, new(
                prices.Subtotal, prices.DiscountTotal, prices.ShippingTotal,
                amounts.PricesIncludeTax ? 0 : prices.TaxTotal), currency),
            ExpiresAt = ExpiryOf(terms.Promotions, [quoted, .. options.Select(option => option.Goods)]),
        };
    }

    private IEnumerable<RefusedCode> WithoutEffect(
        UsablePromotions promotions, List<PurchasedGoods> goods, PricedBasket prices) =>
        promotions.Refused.Concat(idle.Of(promotions.Codes, goods, AppliedIn(prices)));

    /// <summary>Not after the end of a promotion that takes something off, whatever the method.</summary>
    private DateTimeOffset ExpiryOf(UsablePromotions promotions, IEnumerable<PricedGoods> priced)
    {
        var applied = priced.SelectMany(each => AppliedIn(each.Prices)).ToHashSet();
        return promotions.Offers.Where(offer => applied.Contains(offer.Rule.Id)).Select(offer => offer.EndsAt)
            .OfType<DateTimeOffset>().Append(calendar.Now + Holds).Min();
    }

    private static HashSet<long> AppliedIn(PricedBasket prices) =>
        [.. prices.Promotions.Select(applied => applied.PromotionId)];

    private static ShippingOptionResponse Option(ShippingOffer offer, PricedGoods quoted)
    {
        var prices = quoted.Prices;
        return new()
        {
            MethodId = offer.Rule.MethodId,
            Code = offer.Code,
            Name = offer.Rule.Name,
            Description = offer.Description,
            Kind = offer.Kind,
            Total = prices.Shipping!.Total,
            TotalAmount = prices.Total,
            MinDays = offer.MinDays,
            MaxDays = offer.MaxDays,
            EstimatedDelivery = quoted.EstimatedDelivery,
        };
    }
}
