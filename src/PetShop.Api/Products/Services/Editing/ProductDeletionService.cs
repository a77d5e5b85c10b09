using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Entities.Ledger;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Removes or archives products.</summary>
public interface IProductDeletionService
{
    /// <summary>
    /// Archives a product that was ever ordered, for the sake of its orders. Deletes any other product, also from
    /// carts, and writes off what is left of its stock: the ledger keeps its movements.
    /// </summary>
    /// <param name="ifMatch">The versions that the product may have.</param>
    /// <exception cref="ShopException">404; 412: it was changed since.</exception>
    Task DeleteAsync(Actor admin, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProductDeletionService(
    IUnitOfWork work, ProductRepository products, StockRepository stock, SearchIndexRepository entries,
    IProductUsage references, ProductChanges changes, TimeProvider clock) : IProductDeletionService
{
    public Task DeleteAsync(
        Actor admin, long id, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (await references.IsOrderedAsync(id, ct))
            await ArchiveAsync(id, ifMatch, ct);
        else
            await RemoveAsync(admin, id, ifMatch, ct);
    }, ct);

    /// <summary>A product that was ordered is only archived. The stock is locked first, as for any hiding.</summary>
    private async Task ArchiveAsync(long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await stock.LockAsync(id, ct);
        var product = await products.LockAsync(id, ct) ?? throw ProductProblems.ProductNotFound(id);
        ifMatch.Require(product.Version);
        changes.ActiveSet(id, product.IsActive, false);
        product.Archive(clock.GetUtcNow());
        await products.SaveAsync(ct);
        await stock.SetSellableAsync(id, false, ct);
        var keys = ProductKeys.Of(product);
        await changes.EditedAsync(ProductPublisher.Deleted, keys, keys, ct);
    }

    /// <summary>
    /// Locks carts before the product, as a checkout does: with both locked, orders in progress are seen. A request
    /// that adds the product to a cart between the two locks may deadlock with this one, which is then retried.
    /// </summary>
    private async Task RemoveAsync(Actor admin, long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await references.LockCartsAsync(id, ct);
        var product = await products.LockForRemovalAsync(id, ct) ?? throw ProductProblems.ProductNotFound(id);
        ifMatch.Require(product.Version);
        if (await references.IsOrderedAsync(id, ct))
            throw new RestartTransactionException();     // it was ordered while we waited, and must be archived
        await references.RemoveFromCartsAsync(id, ct);
        var entry = StockLedger.EntryOf(clock, StockReason.Adjusted, admin,
            note: $"Written off, because the product was removed: {product.Sku}, {product.Name}");
        await stock.RemoveAsync(id, entry, ct);
        await entries.RemoveAsync(id, ct);
        await products.RemoveAsync(product, ct);
        changes.Changed(ProductPublisher.Deleted, ProductKeys.Of(product));
    }
}
