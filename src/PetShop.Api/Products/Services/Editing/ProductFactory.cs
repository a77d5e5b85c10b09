using PetShop.Api.Core.Security;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Editing;

/// <summary>Creates product entities from validated requests.</summary>
internal sealed class ProductFactory(
    ReferenceData reference, IBrandService brands, ShopCalendar calendar, TimeProvider clock)
{
    /// <summary>
    /// The current reference data. Call it before the unit of work opens, because it may need its own connection.
    /// </summary>
    public ValueTask<ReferenceSnapshot> NamesAsync(CancellationToken ct) => reference.RefreshAsync(ct);

    /// <summary>Joins the caller's unit of work: an unknown brand is created.</summary>
    /// <exception cref="Core.Errors.ShopException">400: the category or pet type was removed since the request was
    /// validated.</exception>
    public async Task<Product> CreateAsync(
        Actor admin, CreateProductRequest request, ReferenceSnapshot names, CancellationToken ct)
    {
        var (category, petType) = (names.Category(request.Category!), names.PetType(request.PetType!));
        var brand = request.Brand is { } name ? await brands.FindOrCreateAsync(name, ct) : null;
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
            TaxClass = request.TaxClass,
            Supplier = request.Supplier,
            IsGiftCard = request.IsGiftCard is true,
            Weight = request.Weight,
            Barcode = request.Barcode is { } gtin ? Gtin.Normalize(gtin) : null,
            ImageUrl = request.ImageUrl,
            CreatedBy = admin.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        product.SetActive(isActive);
        return product;
    }

    /// <summary>The stock of the product, once it has been added.</summary>
    public NewStock StockOf(Product product, CreateProductRequest request) =>
        new(product.Id, request.StockQuantity!.Value, new(
            product.IsActive, request.BackorderLimit ?? 0,
            request.AvailableFrom is { } from && calendar.FirstOf(from) is var time && time > calendar.Now
                ? time
                : null,
            request.LowStockThreshold));

    /// <summary>The prefix of a generated SKU.</summary>
    public static string SkuPrefixOf(CreateProductRequest request, ReferenceSnapshot names) =>
        $"{names.PetType(request.PetType!).SkuPrefix}-{names.SkuPrefixOf(names.Category(request.Category!))}";
}
