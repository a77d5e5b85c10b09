using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Writes what a patch sets into a product.</summary>
internal sealed class ProductPatch(ReferenceData reference, IBrandService brands)
{
    /// <summary>Joins the caller's unit of work: a brand that does not exist yet is made.</summary>
    public async Task ApplyAsync(UpdateProductRequest patch, Product product, CancellationToken ct)
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
        if (patch.Brand.IsSet)
            product.BrandId = patch.Brand.Value is { } brand ? (await brands.FindOrMakeAsync(brand, ct)).Id : null;
    }
}
