using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;
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
    IUnitOfWork work, ProductRepository products, StockRepository stock, ProductPatch patches, ProductChanges changes,
    ProductReader reader, TimeProvider clock) : IProductEditing
{
    public async Task<AdminProduct> UpdateAsync(
        long id, UpdateProductRequest patch, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var movesStock = false;
        var names = await patches.NamesAsync(ct);
        await work.CommitAsync(async () =>
        {
            movesStock = movesStock || Moves(patch, await products.FindIsActiveAsync(id, ct));
            if (movesStock)
                await stock.LockAsync(id, ct);
            var product = await products.LockAsync(id, ct) ?? throw ProductProblems.NoSuchProduct(id);
            if (!movesStock && Moves(patch, product.IsActive))
            {
                movesStock = true;
                throw new StartOverException();     // the stock must be locked before the product
            }
            ifMatch.Require(product.Version);
            await EditAsync(product, patch, names, ct);
        }, ct);
        return await reader.FindForAdminAsync(ProductName.OfId(id), ct) ?? throw ProductProblems.NoSuchProduct(id);
    }

    /// <summary>Whether the patch hides or shows the product. A patch that does not must not wait for a sale.</summary>
    private static bool Moves(UpdateProductRequest patch, bool? isActive) =>
        isActive is { } present && patch.IsActive.Or(present) != present;

    /// <param name="product">Locked, and its stock before it where the patch hides or shows it.</param>
    private async Task EditAsync(Product product, UpdateProductRequest patch, ReferenceSet names, CancellationToken ct)
    {
        var (before, price, isActive) = (ProductKeys.Of(product), product.Price, product.IsActive);
        await patches.ApplyAsync(patch, product, names, ct);
        product.MarkEdited(clock.GetUtcNow());
        await products.SaveAsync(ct);
        if (product.IsActive != isActive)
            await stock.SetSellableAsync(product.Id, product.IsActive, ct);
        changes.PriceSet(product.Id, price, product.Price);
        changes.ActiveSet(product.Id, isActive, product.IsActive);
        await changes.EditedAsync(before, ProductKeys.Of(product), ct);
    }
}
