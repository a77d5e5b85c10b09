using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Taking a product out of the shop.</summary>
public interface IProductRemoval
{
    /// <summary>Archives what was ever ordered, so that the orders stay whole; removes all else, from carts too.</summary>
    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">404; 412 when it was edited since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProductRemoval(
    IUnitOfWork work, ProductRepository products, StockRepository stock, SearchIndexRepository entries,
    IProductReferences references, ProductChanges changes, TimeProvider clock) : IProductRemoval
{
    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (await references.IsOrderedAsync(id, ct))
            await ArchiveAsync(id, ifMatch, ct);
        else
            await RemoveAsync(id, ifMatch, ct);
    }, ct);

    /// <summary>
    /// What was ever ordered stays so, and only leaves the shelf: the stock is locked first, as for any hiding.
    /// </summary>
    private async Task ArchiveAsync(long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await stock.LockAsync(id, ct);
        var product = await products.LockAsync(id, ct) ?? throw ProductProblems.NoSuchProduct(id);
        ifMatch.Require(product.Version);
        changes.ActiveSet(id, product.IsActive, false);
        product.Archive(clock.GetUtcNow());
        await products.SaveAsync(ct);
        await stock.SetSellableAsync(id, false, ct);
        await changes.EditedAsync(ProductKeys.Of(product), ProductKeys.Of(product), ct);
    }

    /// <summary>
    /// Carts before the product, as in a checkout: with both locked, what is being ordered is seen. Who puts it into a
    /// cart between the two locks may meet us in the other order; then we try again.
    /// </summary>
    private async Task RemoveAsync(long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await references.LockCartsAsync(id, ct);
        var product = await products.LockForRemovalAsync(id, ct) ?? throw ProductProblems.NoSuchProduct(id);
        ifMatch.Require(product.Version);
        if (await references.IsOrderedAsync(id, ct))
            throw new StartOverException();     // it was ordered while we waited, and is to be archived
        await references.RemoveFromCartsAsync(id, ct);
        await stock.RemoveAsync(id, ct);
        await entries.RemoveAsync(id, ct);
        await products.RemoveAsync(product, ct);
        changes.Changed(ProductKeys.Of(product));
    }
}
