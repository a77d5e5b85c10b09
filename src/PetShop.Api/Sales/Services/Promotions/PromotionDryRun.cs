using PetShop.Api.Core.Money;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Repositories.Promotions;
using PetShop.Api.Sales.Services.Pricing;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>Tries out a promotion before it exists.</summary>
public interface IPromotionDryRun
{
    /// <summary>
    /// What the promotion would have done to the last orders, by the price calculator, at the prices of that time and
    /// with the categories, brands and pet types of today. It writes nothing.
    /// </summary>
    /// <param name="request">Must be validated.</param>
    /// <exception cref="Core.Errors.ShopException">
    /// 400: an id does not exist, or fields contradict each other.
    /// </exception>
    Task<PromotionDryRunResponse> RunAsync(CreatePromotionRequest request, CancellationToken ct);
}

internal sealed class PromotionDryRun(
    PromotionTerms terms, RecentOrderRepository orders, IProductCatalogue catalogue, Currency currency)
    : IPromotionDryRun
{
    private const int Orders = 100;

    public async Task<PromotionDryRunResponse> RunAsync(CreatePromotionRequest request, CancellationToken ct)
    {
        await terms.RequireKnownIdsAsync(request.AppliesTo, request.Discount!.GetFrom, ct);
        var promotion = terms.Create(request);
        var recent = await orders.ListAsync(currency.Code, Orders, ct);
        var productIds = recent.SelectMany(order => order.Lines).Select(line => line.ProductId).Distinct().ToList();
        var products = await catalogue.FindAsync(productIds, ct);
        var affected = Apply(promotion, recent, products);
        affected.Reverse();
        return new()
        {
            OrdersChecked = recent.Count,
            OrdersAffected = affected.Count,
            TotalDiscount = affected.Sum(order => order.Discount),
            Currency = currency.Code,
            Orders = affected,
        };
    }

    /// <summary>In the order in which the orders were placed, until the limits are reached.</summary>
    private List<DryRunOrder> Apply(
        Promotion promotion, List<RecentOrder> recent, IReadOnlyDictionary<long, ProductSnapshot> products)
    {
        var rule = PromotionOffer.Of(promotion, code: null).Indexed().Rule;
        var affected = new List<DryRunOrder>();
        var usesOf = new Dictionary<(long?, string?), int>();
        foreach (var order in recent)
        {
            var usesOfCustomer = usesOf.GetValueOrDefault((order.UserId, order.GuestKey));
            if (affected.Count >= promotion.MaxUses || usesOfCustomer >= promotion.LimitPerCustomer
                || (promotion.IsFirstOrderOnly && !order.IsFirst))
                continue;
            var priced = PriceCalculator.Price(BasketOf(order, products, rule));
            if (priced.Promotions.Sum(applied => applied.Amount) is var discount and > 0)
            {
                affected.Add(new(order.Id, OrderNumber.Of(order.Id), priced.Subtotal, discount));
                usesOf[(order.UserId, order.GuestKey)] = usesOfCustomer + 1;
            }
        }
        return affected;
    }

    private Basket BasketOf(
        RecentOrder order, IReadOnlyDictionary<long, ProductSnapshot> products, PromotionRule rule) => new()
        {
            Currency = currency,
            Lines = [.. order.Lines.Select(line => new BasketLine(
                line.Position, products[line.ProductId].ToBasket(), line.Quantity, line.Price))],
            Promotions = order.Lines.Any(line => products[line.ProductId].IsGiftCard) ? [] : [rule],
            Shipping = order.ShippingTotal == 0 ? null : new()
            {
                MethodId = 0,
                Name = "",
                Basis = ShippingBasis.Flat,
                Steps = [new(0, order.ShippingTotal)],
            },
        };
}
