using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Applies a patch to a product.</summary>
internal sealed class ProductUpdater(ReferenceData reference, IBrandService brands, ShopCalendar calendar)
{
    /// <summary>
    /// The current reference data. Call it before the unit of work opens, because it may need its own connection.
    /// </summary>
    public ValueTask<ReferenceSnapshot> NamesAsync(CancellationToken ct) => reference.RefreshAsync(ct);

    /// <summary>Joins the caller's unit of work: an unknown brand is created.</summary>
    /// <exception cref="ShopException">400: the category or pet type was removed since the request was validated, or a
    /// gift card would cost nothing or be on pre-order.</exception>
    public async Task ApplyAsync(
        UpdateProductRequest patch, Product product, ReferenceSnapshot names, CancellationToken ct)
    {
        if (product.IsGiftCard)
            RequireGiftCard(patch);
        product.Name = patch.Name.Or(product.Name)!;
        product.Sku = patch.Sku.Or(product.Sku)!;
        product.Description = patch.Description.Or(product.Description);
        product.CategoryId = patch.Category is { IsSet: true, Value: { } category }
            ? names.Category(category).Id
            : product.CategoryId;
        product.PetTypeId = patch.PetType is { IsSet: true, Value: { } petType }
            ? names.PetType(petType).Id
            : product.PetTypeId;
        product.Price = patch.Price.Or(product.Price);
        product.Cost = patch.Cost.Or(product.Cost);
        product.TaxClass = patch.TaxClass.Or(product.TaxClass);
        product.Supplier = patch.Supplier.Or(product.Supplier);
        product.Weight = patch.Weight.Or(product.Weight);
        product.Barcode = patch.Barcode is { IsSet: true, Value: { } gtin }
            ? Gtin.Normalize(gtin)
            : patch.Barcode.Or(product.Barcode);
        product.ImageUrl = patch.ImageUrl.Or(product.ImageUrl);
        if (patch.IsActive.IsSet)
            product.SetActive(patch.IsActive.Value);
        if (patch.Brand.IsSet)
            product.BrandId = patch.Brand.Value is { } brand ? (await brands.FindOrCreateAsync(brand, ct)).Id : null;
    }

    private static void RequireGiftCard(UpdateProductRequest patch)
    {
        if (patch.Price is { IsSet: true, Value: 0 })
            throw ShopException.Invalid("price", ProductProblems.WorthlessGiftCard);
        if (patch.AvailableFrom is { IsSet: true, Value: not null })
            throw ShopException.Invalid("available_from", ProductProblems.GiftCardOnPreorder);
    }

    /// <summary>Whether the patch changes how the product may be sold.</summary>
    public static bool HasTerms(UpdateProductRequest patch) =>
        patch.LowStockThreshold.IsSet || patch.BackorderLimit.IsSet || patch.AvailableFrom.IsSet;

    /// <summary>How the product may be sold after the patch. A time in the past is no time.</summary>
    public StockTerms TermsOf(UpdateProductRequest patch, StockTerms present, bool isActive) => new(
        isActive, patch.BackorderLimit.Or(present.BackorderLimit),
        patch.AvailableFrom is not { IsSet: true, Value: var from } ? present.AvailableFrom
            : from is { } given && calendar.FirstOf(given) is var time && time > calendar.Now ? time
            : null,
        patch.LowStockThreshold.Or(present.LowStockThreshold));
}
