using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Carts.Display;

/// <summary>
/// Shows carts at current prices, with notices about what has changed. The number of statements depends neither on the
/// number of carts nor on their lines and codes.
/// </summary>
internal sealed class CartView(
    IUnitOfWork work, IProductCatalogue catalogue, PromotionLookup promotions, IdleCodes idle, CartPresenter presenter)
{
    /// <summary>Call it before the unit of work opens, because it may need its own connection.</summary>
    public async ValueTask PrepareAsync(CancellationToken ct)
    {
        await catalogue.PrepareAsync(ct);
        await promotions.PrepareAsync(ct);
    }

    public async Task<CartResponse> ShowAsync(Cart cart, CancellationToken ct) =>
        await ShowAsync(cart, await catalogue.FindAsync(ProductsIn([cart]), ct), [], null, ct);

    /// <param name="products">The products in the cart.</param>
    /// <param name="notices">What else the customer should know.</param>
    /// <param name="codesTypedBy">Who has just typed the cart's codes; null if they were kept before.</param>
    public async Task<CartResponse> ShowAsync(
        Cart cart, IReadOnlyDictionary<long, ProductSnapshot> products, IReadOnlyList<CartNotice> notices,
        Actor? codesTypedBy, CancellationToken ct)
    {
        var customer = cart.UserId is { } id ? PromotionCustomer.OfAccount(id) : null;
        var usable = await ReadAsync(new(cart.PromotionCodes) { TypedBy = codesTypedBy }, customer, ct);
        return presenter.Present(
            cart, products, [.. notices, .. NoticesOf(cart, products, usable)]);
    }

    /// <summary>Several customers' carts: their codes are checked without the limits of each customer.</summary>
    public async Task<Dictionary<long, CartResponse>> ShowAsync(IReadOnlyList<Cart> carts, CancellationToken ct)
    {
        var products = await catalogue.FindAsync(ProductsIn(carts), ct);
        var codes = carts.SelectMany(cart => cart.PromotionCodes).ToHashSet();
        Func<IReadOnlyCollection<string>, UsablePromotions> usable = _ => new([], []);
        if (codes.Count > 0)
        {
            var batch = work.NewBatch();
            var read = promotions.ReadKept(batch, codes);
            await batch.SendAsync(ct);
            usable = read.Value;
        }
        return carts.ToDictionary(cart => cart.Id,
            cart => presenter.Present(cart, products, NoticesOf(cart, products, usable(cart.PromotionCodes))));
    }

    /// <summary>
    /// Gift cards among goods, codes without effect, and promotions that changed or ended since the customer last
    /// changed the cart.
    /// </summary>
    private List<CartNotice> NoticesOf(
        Cart cart, IReadOnlyDictionary<long, ProductSnapshot> products, UsablePromotions usable)
    {
        var goods = cart.Lines.Where(line => products.ContainsKey(line.ProductId))
            .Select(line => new PurchasedGoods(products[line.ProductId], line.Quantity)).ToList();
        var notices = usable.Refused.Select(CartNotices.Of).ToList();
        if (goods.Count == 0)
            return notices;
        if (goods.Select(each => each.Product.IsGiftCard).Distinct().Count() > 1)
            notices.Add(CartNotices.Mixed);
        notices.AddRange(idle.Of(usable.Codes, goods).Select(CartNotices.OfIdle));
        notices.AddRange(usable.Codes.Select(code => code.Offer).Concat(promotions.Automatic)
            .Where(offer => offer.ChangedSince(cart.UpdatedAt) && IdleCodes.MayApply(offer.Rule, goods))
            .Select(CartNotices.OfChanged));
        notices.AddRange(promotions.EndedSince(cart.UpdatedAt).Where(offer => IdleCodes.MayApply(offer, goods))
            .DistinctBy(offer => offer.Name).Select(CartNotices.OfEnded));
        return notices;
    }

    private async Task<UsablePromotions> ReadAsync(
        RequestedCodes codes, PromotionCustomer? customer, CancellationToken ct)
    {
        if (codes.Typed.Count == 0)
            return new([], []);
        var batch = work.NewBatch();
        var usable = promotions.Read(batch, codes, customer);
        await batch.SendAsync(ct);
        return usable.Value;
    }

    private static HashSet<long> ProductsIn(IEnumerable<Cart> carts) =>
        [.. carts.SelectMany(cart => cart.Lines).Select(line => line.ProductId)];
}
