using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Writes what a patch sets into a product.</summary>
internal sealed class ProductPatch(ReferenceData reference, IBrandService brands)
{
    /// <summary>
    /// What names mean now. Before the unit of work opens: reading them may take a connection of their own.
    /// </summary>
    public ValueTask<ReferenceSet> NamesAsync(CancellationToken ct) => reference.RefreshAsync(ct);

    /// <summary>Joins the caller's unit of work: a brand that does not exist yet is made.</summary>
    /// <exception cref="Core.Errors.ShopException">400: category or pet type are gone since the request was
    /// validated.</exception>
    public async Task ApplyAsync(UpdateProductRequest patch, Product product, ReferenceSet names, CancellationToken ct)
    {
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
