using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Edits products. Requests must be validated.</summary>
public interface IProductUpdateService
{
    /// <param name="ifMatch">The versions that the product may have.</param>
    /// <exception cref="ShopException">404; 412: it was changed since; 400 duplicate-sku; 409
    /// backorder-limit-exceeded: more units are on back-order than the new limit allows.</exception>
    Task<AdminProduct> UpdateAsync(long id, UpdateProductRequest patch, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProductUpdateService(
    IUnitOfWork work, ProductRepository products, StockRepository stock, ProductUpdater patches, ProductChanges changes,
    ProductReader reader, TimeProvider clock) : IProductUpdateService
{
    public async Task<AdminProduct> UpdateAsync(
        long id, UpdateProductRequest patch, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var movesStock = false;
        var names = await patches.NamesAsync(ct);
        await work.CommitAsync(async () =>
        {
            movesStock = movesStock || Moves(patch, await products.FindIsActiveAsync(id, ct));
            var locked = movesStock ? await stock.LockAsync(id, ct) : null;
            var product = await products.LockAsync(id, ct) ?? throw ProductProblems.ProductNotFound(id);
            if (!movesStock && Moves(patch, product.IsActive))
            {
                movesStock = true;
                throw new RestartTransactionException();     // the stock must be locked before the product
            }
            ifMatch.Require(product.Version);
            await EditAsync(product, locked, patch, names, ct);
        }, ct);
        return await reader.FindForAdminAsync(ProductLocator.OfId(id), ct) ?? throw ProductProblems.ProductNotFound(id);
    }

    /// <summary>
    /// Whether the patch changes how the product may be sold, or hides or shows it. Any other patch must not wait for a
    /// sale.
    /// </summary>
    private static bool Moves(UpdateProductRequest patch, bool? isActive) =>
        isActive is { } present && (ProductUpdater.HasTerms(patch) || patch.IsActive.Or(present) != present);

    /// <param name="product">Locked.</param>
    /// <param name="locked">Its stock, which was locked first; null if the patch does not change it.</param>
    private async Task EditAsync(
        Product product, LockedStock? locked, UpdateProductRequest patch, ReferenceSnapshot names, CancellationToken ct)
    {
        var (before, price, isActive) = (ProductKeys.Of(product), product.Price, product.IsActive);
        await patches.ApplyAsync(patch, product, names, ct);
        product.MarkEdited(clock.GetUtcNow());
        await products.SaveAsync(ct);
        if (locked is not null)
            await SetTermsAsync(product.Id, locked, patches.TermsOf(patch, locked.Terms, product.IsActive), ct);
        changes.PriceSet(product.Id, price, product.Price);
        changes.ActiveSet(product.Id, isActive, product.IsActive);
        var type = isActive == product.IsActive ? ProductPublisher.Updated
            : product.IsActive ? ProductPublisher.Restored : ProductPublisher.Deleted;
        await changes.EditedAsync(type, before, ProductKeys.Of(product), ct);
    }

    private async Task SetTermsAsync(long id, LockedStock locked, StockTerms terms, CancellationToken ct)
    {
        if (terms.BackorderLimit < -locked.Quantity)
            throw ProductProblems.BackorderLimitExceeded(-locked.Quantity);
        if (terms != locked.Terms)
            await stock.SetTermsAsync(id, terms, ct);
    }
}
