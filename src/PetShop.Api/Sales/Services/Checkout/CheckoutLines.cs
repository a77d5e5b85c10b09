using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Addresses;
using PetShop.Api.Sales.Services.Buyers;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Orders;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>What a new order contains, who orders it, and where it goes.</summary>
internal sealed class CheckoutLines(
    IUnitOfWork work, UnpaidLimits limits, OrderAddresses addresses, BasketPrices prices, CartRepository carts,
    IProductCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Call it before the unit of work opens, because it may need its own connection.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        await catalogue.PrepareAsync(ct);
        await prices.PrepareAsync(ct);
    }

    /// <summary>
    /// The lines of the request, or those of the cart, which is emptied. Joins the caller's unit of work.
    /// </summary>
    /// <exception cref="ShopException">
    /// 409: the cart is empty, gift cards are not alone, or the buyer has too much in unpaid orders. 429: the buyer
    /// has cancelled too often, or the caller has tried too many unknown codes. 400: products that cannot be bought or
    /// codes that cannot be used, each of which is named; or no address. 403: another account's address. 400 or 404:
    /// the account is not open.
    /// </exception>
    public async Task<Purchase> TakeAsync(Actor actor, Buyer buyer, CheckoutRequest request, CancellationToken ct)
    {
        var items = request.Items;
        var batch = work.NewBatch();
        var held = limits.Hold(batch, buyer);
        var destination = addresses.Read(batch, buyer.UserId, request);
        var codes = CodesOf(batch, actor, buyer, request);
        var promotions = prices.ReadPromotions(batch, codes, buyer.Customer);
        var cart = items is null ? CartRepository.TakeLines(batch, buyer.Cart, clock.GetStoredNow()) : null;
        await batch.SendAsync(ct);
        var contact = held.Contact ?? throw SalesProblems.HasNoAccount(buyer.IsInBody);
        var address = destination.Value;
        List<(long ProductId, int Quantity)> wanted = cart is not null
            ? cart.Value.ConvertAll(line => (line.ProductId, line.Quantity))
            : [.. items!.Select(item => (item.ProductId!.Value, item.Quantity!.Value))];
        if (wanted.Count == 0)
            throw SalesProblems.CartIsEmpty();
        if (promotions.Value.Refused is { Count: > 0 } refused)
            throw PromotionProblems.HaveNoEffect(codes.All, refused);
        await limits.RequireRoomAsync(held, wanted.Sum(line => line.Quantity), ct);
        var products = await catalogue.LockAgainstRemovalAsync(wanted.ConvertAll(line => line.ProductId), ct);
        if (items is null)
            OnSaleRules.RequireCart(wanted.Select(line => line.ProductId), products);
        else if (!OnSaleRules.AreOnSale(wanted.Select(line => line.ProductId), products))
            OnSaleRules.Require(wanted.Select((line, i) => ($"items[{i}].product_id", line.ProductId)), products,
                await carts.ProductIdsAsync(buyer.Cart, ct));
        var goods = wanted.ConvertAll(line => new PurchasedGoods(products[line.ProductId], line.Quantity));
        // Nobody spends a gift card that is not paid yet.
        var terms = GiftCardRules.AreAll(goods) ? PaymentTerms.Prepaid : contact.PaymentTerms;
        return new(
            new(new(buyer.UserId, contact.Name, contact.Email), address, terms),
            new(address, request.ShippingMethodId, promotions.Value, contact.VatNumber), goods);
    }

    /// <summary>The codes of the request or, if it names none and the cart is ordered, those of the cart.</summary>
    private static RequestedCodes CodesOf(
        StatementBatch batch, Actor actor, Buyer buyer, CheckoutRequest request) =>
        request is { PromotionCodes: null, Items: null }
            ? new(buyer.Cart, CartRepository.Hold(batch, buyer.Cart))
            : RequestedCodes.Of(actor, request.PromotionCodes, []);
}

/// <summary>A new order, the terms of its prices, and what it contains.</summary>
internal sealed record Purchase(NewOrder Order, SaleTerms Terms, List<PurchasedGoods> Goods);
