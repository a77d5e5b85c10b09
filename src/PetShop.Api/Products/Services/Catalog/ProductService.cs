using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>Making and editing products. Requests are validated before.</summary>
public interface IProductService
{
    /// <exception cref="ShopException">400 duplicate-sku.</exception>
    Task<AdminProduct> CreateAsync(Actor admin, CreateProductRequest request, CancellationToken ct);

    /// <param name="ifMatch">The edit counters one of which it must have.</param>
    /// <exception cref="ShopException">404; 412 when it was edited since; 400 duplicate-sku.</exception>
    Task<AdminProduct> UpdateAsync(long id, UpdateProductRequest patch, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ProductService(
    IUnitOfWork work, ProductRepository products, ReferenceData reference, IBrandService brands, ProductCache cache, ProductReader reader, TimeProvider clock)
    : IProductService
{
    /// <summary>A made SKU is one of 33 million a prefix, so that a few tries always find a free one.</summary>
    private const int Tries = 10;

    public async Task<AdminProduct> CreateAsync(Actor admin, CreateProductRequest request, CancellationToken ct)
    {
        var id = await work.CommitAsync(async () =>
        {
            var product = await MakeAsync(admin, request, ct);
            await AddAsync(product, request.Sku is null ? SkuPrefixOf(request) : null, ct);
            // Not from memory: what it belongs to may have been renamed meanwhile. From here on a renaming waits for this product.
            await products.RenewSearchWordsAsync(new(ProductId: product.Id), ct);
            work.InvalidateAfterCommit(() => cache.DropAsync([KeysOf(product)]));
            return product.Id;
        }, ct);
        return await ReadAsync(id, ct);
    }

    public async Task<AdminProduct> UpdateAsync(long id, UpdateProductRequest patch, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await work.CommitAsync(async () =>
        {
            var product = await products.LockAsync(id, ct) ?? throw ProductProblems.NoSuchProduct(id);
            ifMatch.Require(product.Version);
            var before = KeysOf(product);
            Apply(patch, product);
            if (patch.Brand.IsSet)
                product.BrandId = await BrandOfAsync(patch.Brand.Value, ct) is { } brand ? brand.Id : null;
            product.MarkEdited(clock.GetUtcNow());
            await products.SaveAsync(ct);
            if (patch.Brand.IsSet || patch.Category.IsSet || patch.PetType.IsSet)
                await products.RenewSearchWordsAsync(new(ProductId: id), ct);
            work.InvalidateAfterCommit(() => cache.DropAsync([before, KeysOf(product)]));
        }, ct);
        return await ReadAsync(id, ct);
    }

    internal static ProductKeys KeysOf(Product product) => new(product.Id, product.Sku, product.Slug);

    private async Task<Product> MakeAsync(Actor admin, CreateProductRequest request, CancellationToken ct)
    {
        var names = reference.Current;
        var (category, petType) = (names.Category(request.Category!), names.PetType(request.PetType!));
        var brand = await BrandOfAsync(request.Brand, ct);
        var now = clock.GetUtcNow();
        var product = new Product
        {
            Sku = request.Sku ?? "",
            Slug = Slugs.From(request.Name!, Product.NameLength, "product"),
            Name = request.Name!,
            Description = request.Description,
            CategoryId = category.Id,
            PetTypeId = petType.Id,
            BrandId = brand?.Id,
            Price = request.Price!.Value,
            Cost = request.Cost,
            Supplier = request.Supplier,
            Weight = request.Weight,
            Barcode = request.Barcode is { } gtin ? Gtin.Normalize(gtin) : null,
            ImageUrl = request.ImageUrl,
            StockQuantity = request.StockQuantity!.Value,
            CreatedBy = admin.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        product.SetActive(request.IsActive ?? true);
        return product;
    }

    /// <summary>Makes slug and, with a prefix, SKU unique: by trying, since only the unique indexes know what others add at this moment.</summary>
    private async Task AddAsync(Product product, string? skuPrefix, CancellationToken ct)
    {
        var slug = product.Slug;
        for (var attempt = 1; ; attempt++)
        {
            if (skuPrefix is not null)
                product.Sku = $"{skuPrefix}-{Codes.New()}";
            switch (await products.TryAddAsync(product, ct))
            {
                case null:
                    return;
                case ProductConfiguration.SkuIndex when skuPrefix is null:
                    throw ProductProblems.SkuIsTaken();
                case var index when attempt == Tries:
                    throw new InvalidOperationException($"No free value was found for {index} in {Tries} tries.");
                case ProductConfiguration.SlugIndex:
                    product.Slug = $"{slug}-{Codes.New().ToLowerInvariant()}";
                    break;
            }
        }
    }

    private string SkuPrefixOf(CreateProductRequest request)
    {
        var names = reference.Current;
        return $"{names.PetType(request.PetType!).SkuPrefix}-{names.SkuPrefixOf(names.Category(request.Category!))}";
    }

    private void Apply(UpdateProductRequest patch, Product product)
    {
        var names = reference.Current;
        product.Name = patch.Name.Or(product.Name)!;
        product.Sku = patch.Sku.Or(product.Sku)!;
        product.Description = patch.Description.Or(product.Description);
        product.CategoryId = patch.Category is { IsSet: true, Value: { } category } ? names.Category(category).Id : product.CategoryId;
        product.PetTypeId = patch.PetType is { IsSet: true, Value: { } petType } ? names.PetType(petType).Id : product.PetTypeId;
        product.Price = patch.Price.Or(product.Price);
        product.Cost = patch.Cost.Or(product.Cost);
        product.Supplier = patch.Supplier.Or(product.Supplier);
        product.Weight = patch.Weight.Or(product.Weight);
        product.Barcode = patch.Barcode is { IsSet: true, Value: { } gtin } ? Gtin.Normalize(gtin) : patch.Barcode.Or(product.Barcode);
        product.ImageUrl = patch.ImageUrl.Or(product.ImageUrl);
        if (patch.IsActive.IsSet)
            product.SetActive(patch.IsActive.Value);
    }

    private async Task<BrandResponse?> BrandOfAsync(string? name, CancellationToken ct) => name is null ? null : await brands.FindOrMakeAsync(name, ct);

    private async Task<AdminProduct> ReadAsync(long id, CancellationToken ct) =>
        await reader.FindForAdminAsync(ProductName.OfId(id), ct) ?? throw ProductProblems.NoSuchProduct(id);
}
