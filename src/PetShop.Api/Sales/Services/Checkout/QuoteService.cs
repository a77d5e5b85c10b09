using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Addresses;
using PetShop.Api.Sales.Services.Carts.Owners;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Checkout;

/// <summary>Says what a cart would cost.</summary>
public interface IQuoteService
{
    /// <summary>Prices the cart as a checkout would. It reserves and changes nothing.</summary>
    /// <exception cref="ShopException">
    /// 400: a product that is not on sale, an unknown address, or a shipping method that is not offered. 403: another
    /// user's cart or address. 404: the account does not exist, or the shop did not issue the token. 409: the cart is
    /// empty, or the shop does not deliver there. 429: too many unknown codes were tried.
    /// </exception>
    Task<QuoteResponse> QuoteAsync(Actor actor, CartReference cart, QuoteRequest request, CancellationToken ct);
}

internal sealed class QuoteService(
    CartOwners owners, IUnitOfWork work, IUserService accounts, QuoteGoods goods, OrderAddresses addresses,
    BasketPrices prices, QuotePresenter presenter) : IQuoteService
{
    public async Task<QuoteResponse> QuoteAsync(
        Actor actor, CartReference cart, QuoteRequest request, CancellationToken ct)
    {
        var owner = await owners.FindAsync(actor, cart, ct);
        var vatNumber = owner.UserId is { } userId ? await VatNumberAsync(userId, ct) : null;
        await goods.PrepareAsync(ct);
        await prices.PrepareAsync(ct);
        var (bought, kept) = await goods.ReadAsync(owner, ct);
        var batch = work.NewBatch();
        var destination = addresses.Read(batch, owner.UserId, request.ShipTo);
        // A guest's e-mail address is not known yet.
        var customer = owner.UserId is { } id ? PromotionCustomer.OfAccount(id) : null;
        var promotions = prices.ReadPromotions(batch, RequestedCodes.Of(actor, request.PromotionCodes, kept), customer);
        await batch.SendAsync(ct);
        var terms = new SaleTerms(destination.Value, request.ShippingMethodId, promotions.Value, vatNumber);
        return presenter.Present(terms, bought, methodId =>
            prices.Price(terms with { ShippingMethodId = methodId ?? terms.ShippingMethodId }, bought));
    }

    private async Task<string?> VatNumberAsync(long userId, CancellationToken ct) =>
        (await accounts.FindContactsAsync([userId], ct)).TryGetValue(userId, out var buyer)
            ? buyer.VatNumber
            : throw SalesProblems.HasNoAccount(isInBody: false);
}

/// <summary>What a cart contains.</summary>
internal sealed class QuoteGoods(CartRepository carts, IProductCatalogue catalogue)
{
    /// <inheritdoc cref="IProductCatalogue.PrepareAsync"/>
    public ValueTask PrepareAsync(CancellationToken ct) => catalogue.PrepareAsync(ct);

    /// <summary>The goods in a cart, and its promotion codes.</summary>
    /// <exception cref="ShopException">400: a product is not on sale. 409: the cart is empty.</exception>
    public async Task<(List<PurchasedGoods> Goods, IReadOnlyList<string> Codes)> ReadAsync(
        CartOwner owner, CancellationToken ct)
    {
        if (await carts.FindAsync(owner, ct) is not { Lines.Count: > 0 } cart)
            throw SalesProblems.CartIsEmpty();
        var lines = cart.Lines.OrderBy(line => line.Position).ToList();
        var ids = lines.ConvertAll(line => line.ProductId);
        var products = await catalogue.FindAsync(ids, ct);
        OnSaleRules.RequireCart(ids, products);
        return (lines.ConvertAll(line => new PurchasedGoods(products[line.ProductId], line.Quantity)),
            cart.PromotionCodes);
    }
}
