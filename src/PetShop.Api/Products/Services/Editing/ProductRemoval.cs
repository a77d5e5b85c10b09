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
        // What was ever ordered stays so, and only leaves the shelf. Else carts before the product, as in a checkout: with both locked, what
        // is being ordered is seen below. Who puts it into a cart between the two locks may meet us in the other order; then we try again.
        var isOrdered = await references.IsOrderedAsync(id, ct);
        if (!isOrdered)
            await references.LockCartsAsync(id, ct);
        var product = await products.LockForRemovalAsync(id, ct) ?? throw ProductProblems.NoSuchProduct(id);
        ifMatch.Require(product.Version);
        if (isOrdered || await references.IsOrderedAsync(id, ct))
        {
            changes.ActiveSet(id, product.IsActive, false);
            product.Archive(clock.GetUtcNow());
            await products.SaveAsync(ct);
            await stock.SetSellableAsync(id, false, ct);
            await changes.EditedAsync(ProductKeys.Of(product), ProductKeys.Of(product), ct);
        }
        else
        {
            await references.RemoveFromCartsAsync(id, ct);
            await stock.RemoveAsync(id, ct);
            await entries.RemoveAsync(id, ct);
            await products.RemoveAsync(product, ct);
            changes.Changed(ProductKeys.Of(product));
        }
    }, ct);
}
