using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Makes products of requests, which are validated before.</summary>
internal sealed class ProductFactory(ReferenceData reference, IBrandService brands, TimeProvider clock)
{
    /// <summary>Joins the caller's unit of work: a brand that does not exist yet is made.</summary>
    public async Task<Product> MakeAsync(Actor admin, CreateProductRequest request, CancellationToken ct)
    {
        var names = reference.Current;
        var (category, petType) = (names.Category(request.Category!), names.PetType(request.PetType!));
        var brand = request.Brand is { } name ? await brands.FindOrMakeAsync(name, ct) : null;
        var (now, isActive) = (clock.GetUtcNow(), request.IsActive ?? true);
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
            Stock = new() { Quantity = request.StockQuantity!.Value, Sellable = isActive },
            CreatedBy = admin.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        product.SetActive(isActive);
        return product;
    }

    /// <summary>What a SKU begins with that is made for the product.</summary>
    public string SkuPrefixOf(CreateProductRequest request)
    {
        var names = reference.Current;
        return $"{names.PetType(request.PetType!).SkuPrefix}-{names.SkuPrefixOf(names.Category(request.Category!))}";
    }
}
