using PetShop.Api.Core.Money;
using PetShop.Api.Products.Entities.Reference;

namespace PetShop.Api.Products.Entities.Catalog;

/// <summary>A product in the catalogue. Price and cost are gross, in the shop's currency.</summary>
public sealed class Product
{
    public const int SkuLength = 50;
    public const int NameLength = 100;
    public const int SlugLength = 120;
    public const int DescriptionLength = 5_000;
    public const int SupplierLength = 200;
    public const int ImageUrlLength = 2_000;
    public const int BarcodeLength = 14;
    public const decimal MaxPrice = 1_000_000;
    public const decimal MaxWeight = 10_000;
    public const int MaxStock = 1_000_000;

    /// <summary>The maximum number of units that may be sold on back-order.</summary>
    public const int MaxBackorderLimit = 1_000_000;

    public long Id { get; private set; }

    /// <summary>Unique, ignoring case; stored as it was given.</summary>
    public required string Sku { get; set; }

    /// <summary>Generated from the first name and never changed, so that links keep working.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    public required long CategoryId { get; set; }

    public Category? Category { get; private set; }

    public required long PetTypeId { get; set; }

    public PetType? PetType { get; private set; }

    public long? BrandId { get; set; }

    public Brand? Brand { get; private set; }

    public required decimal Price { get; set; }

    /// <summary>The purchase price of one unit; for admins only.</summary>
    public decimal? Cost { get; set; }

    /// <summary>For admins only.</summary>
    public string? Supplier { get; set; }

    /// <summary>
    /// Whether each unit is a gift card that is worth its price. It stays what it is: orders depend on it.
    /// </summary>
    public bool IsGiftCard { get; init; }

    /// <summary>Kilograms.</summary>
    public decimal? Weight { get; set; }

    /// <summary>Null: that of its category.</summary>
    public TaxClass? TaxClass { get; set; }

    /// <summary>A GTIN, padded to 14 digits.</summary>
    public string? Barcode { get; set; }

    public string? ImageUrl { get; set; }

    /// <summary>Its stock, in a separate row, which is never loaded with it.</summary>
    public ProductStock? Stock { get; private set; }

    /// <summary>Whether the public sees it.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>When it was archived because orders refer to it; null for all others.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>The account that created it; null for products of the sample catalogue.</summary>
    public long? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last edit. Sales do not count.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>
    /// Counts edits, for If-Match. Sales do not count: they must not invalidate an admin's edit of the description.
    /// </summary>
    public long Version { get; private set; } = 1;

    /// <summary>Shows the product to the public or hides it. Showing it also ends its archiving.</summary>
    public void SetActive(bool isActive)
    {
        IsActive = isActive;
        if (isActive)
            ArchivedAt = null;
    }

    /// <summary>Hides the product permanently, and keeps it for the orders that refer to it.</summary>
    public void Archive(DateTimeOffset now)
    {
        IsActive = false;
        ArchivedAt ??= now;
        MarkEdited(now);
    }

    public void MarkEdited(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}
