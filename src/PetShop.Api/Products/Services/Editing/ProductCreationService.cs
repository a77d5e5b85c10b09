using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Text;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Creates products. Requests must be validated.</summary>
public interface IProductCreationService
{
    /// <exception cref="ShopException">400 duplicate-sku.</exception>
    Task<AdminProduct> CreateAsync(Actor admin, CreateProductRequest request, CancellationToken ct);
}

internal sealed class ProductCreationService(
    IUnitOfWork work, ProductRepository products, ProductFactory factory, StockLedger stock, SearchIndex search,
    ProductChanges changes, ProductReader reader) : IProductCreationService
{
    /// <summary>There are 33 million generated SKUs per prefix, so a few attempts always find a free one.</summary>
    private const int Tries = 10;

    public async Task<AdminProduct> CreateAsync(Actor admin, CreateProductRequest request, CancellationToken ct)
    {
        var names = await factory.NamesAsync(ct);
        var id = await work.CommitAsync(async () =>
        {
            var product = await factory.CreateAsync(admin, request, names, ct);
            await AddAsync(product, request.Sku is null ? ProductFactory.SkuPrefixOf(request, names) : null, ct);
            await stock.OpenAsync(admin, [factory.StockOf(product, request)], ct);
            // Not from memory: the category, pet type or brand may have been renamed meanwhile. From here on, a
            // renaming waits for this product.
            await search.WriteAsync([product.Id], ct);
            changes.Changed(ProductPublisher.Created, ProductKeys.Of(product));
            return product.Id;
        }, ct);
        return await reader.FindForAdminAsync(ProductLocator.OfId(id), ct) ?? throw ProductProblems.ProductNotFound(id);
    }

    /// <summary>
    /// Makes the slug and, with a prefix, the SKU unique: by trial, because only the unique indexes know what others
    /// are adding.
    /// </summary>
    private async Task AddAsync(Product product, string? skuPrefix, CancellationToken ct)
    {
        var slug = product.Slug;
        for (var attempt = 1; ; attempt++)
        {
            if (skuPrefix is not null)
                product.Sku = $"{skuPrefix}-{RandomCode.New()}";
            switch (await products.TryAddAsync(product, ct))
            {
                case null:
                    return;
                case ProductConfiguration.SkuIndex when skuPrefix is null:
                    throw ProductProblems.SkuIsTaken();
                case var index when attempt == Tries:
                    throw new InvalidOperationException($"No free value was found for {index} in {Tries} tries.");
                case ProductConfiguration.SlugIndex:
                    product.Slug = $"{slug}-{RandomCode.New().ToLowerInvariant()}";
                    break;
            }
        }
    }
}
