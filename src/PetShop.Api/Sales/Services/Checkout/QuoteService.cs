using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Addresses;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Says what a cart would cost.</summary>
public interface IQuoteService
{
    /// <summary>Prices the cart as a checkout would. It reserves and changes nothing.</summary>
    /// <exception cref="ShopException">
    /// 400: a product that is not on sale, an unknown address, or a shipping method that is not offered. 403: another
    /// user's cart or address. 404: the account does not exist. 409: the cart is empty, or the shop does not deliver
    /// there.
    /// </exception>
    Task<QuoteResponse> QuoteAsync(Actor actor, long userId, QuoteRequest request, CancellationToken ct);
}

internal sealed class QuoteService(
    IUnitOfWork work, IUserService accounts, CartRepository carts, OrderAddresses addresses,
    IProductCatalogue catalogue, BasketPrices prices, QuotePresenter presenter) : IQuoteService
{
    public async Task<QuoteResponse> QuoteAsync(
        Actor actor, long userId, QuoteRequest request, CancellationToken ct)
    {
        actor.EnsureMaySee(userId);
        var buyer = (await accounts.FindContactsAsync([userId], ct)).GetValueOrDefault(userId)
            ?? throw SalesProblems.HasNoAccount(isInBody: false);
        await catalogue.PrepareAsync(ct);
        await prices.PrepareAsync(ct);
        var goods = await GoodsAsync(userId, ct);
        var batch = work.NewBatch();
        var destination = addresses.Read(batch, userId, request.ShipTo);
        var promotions = prices.ReadPromotions(batch, userId, request.PromotionCodes);
        await batch.SendAsync(ct);
        var terms = new SaleTerms(
            destination.Value, request.ShippingMethodId, promotions.Value, buyer.VatNumber);
        return presenter.Present(terms, goods, methodId =>
            prices.Price(terms with { ShippingMethodId = methodId ?? terms.ShippingMethodId }, goods));
    }

    private async Task<List<PurchasedGoods>> GoodsAsync(long userId, CancellationToken ct)
    {
        var lines = (await carts.FindAsync(userId, ct))?.Lines.OrderBy(line => line.Position).ToList() ?? [];
        if (lines.Count == 0)
            throw SalesProblems.CartIsEmpty();
        var ids = lines.ConvertAll(line => line.ProductId);
        var products = await catalogue.FindAsync(ids, ct);
        OnSaleRules.RequireCart(ids, products);
        return lines.ConvertAll(line => new PurchasedGoods(products[line.ProductId], line.Quantity));
    }
}
