using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Editing products. Requests are validated before.</summary>
public interface IProductEditing
{
    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">404; 412 when it was edited since; 400 duplicate-sku.</exception>
    Task<AdminProduct> UpdateAsync(long id, UpdateProductRequest patch, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProductEditing(
    IUnitOfWork work, ProductRepository products, StockRepository stock, ProductPatch patches, ProductChanges changes, ProductReader reader,
    TimeProvider clock) : IProductEditing
{
    public async Task<AdminProduct> UpdateAsync(long id, UpdateProductRequest patch, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await work.CommitAsync(async () =>
        {
            if (patch.IsActive.IsSet)
                await stock.LockAsync(id, ct);
            var product = await products.LockAsync(id, ct) ?? throw ProductProblems.NoSuchProduct(id);
            ifMatch.Require(product.Version);
            var (before, price, isActive) = (ProductKeys.Of(product), product.Price, product.IsActive);
            await patches.ApplyAsync(patch, product, ct);
            product.MarkEdited(clock.GetUtcNow());
            await products.SaveAsync(ct);
            if (product.IsActive != isActive)
                await stock.SetSellableAsync(id, product.IsActive, ct);
            changes.PriceSet(id, price, product.Price);
            changes.ActiveSet(id, isActive, product.IsActive);
            await changes.EditedAsync(before, ProductKeys.Of(product), ct);
        }, ct);
        return await reader.FindForAdminAsync(ProductName.OfId(id), ct) ?? throw ProductProblems.NoSuchProduct(id);
    }
}
