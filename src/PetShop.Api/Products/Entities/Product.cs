namespace PetShop.Api.Products.Entities;

/// <summary>Something the shop sells. Price and cost are gross, in the shop's currency.</summary>
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

    public long Id { get; private set; }

    /// <summary>Unique whatever its case; kept as it was given.</summary>
    public required string Sku { get; set; }

    /// <summary>Made from the first name and never changed, so that links stay good.</summary>
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

    /// <summary>What the shop pays for one; for admins only.</summary>
    public decimal? Cost { get; set; }

    /// <summary>For admins only.</summary>
    public string? Supplier { get; set; }

    /// <summary>Kilograms.</summary>
    public decimal? Weight { get; set; }

    /// <summary>A GTIN, filled up to 14 digits.</summary>
    public string? Barcode { get; set; }

    public string? ImageUrl { get; set; }

    /// <summary>Units on hand, in a row of their own; given when the product is made, and null where it was not read.</summary>
    public ProductStock? Stock { get; init; }

    /// <summary>Whether the public sees it.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>When it was deleted though it stands on orders; null for all others.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>The account that made it; null for the seed catalogue's.</summary>
    public long? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last edit, not the last sale.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts edits, for If-Match. A sale is none: it must not refuse an admin's edit of the description.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Shows it to the public or hides it. What is shown again is no longer archived.</summary>
    public void SetActive(bool isActive)
    {
        IsActive = isActive;
        if (isActive)
            ArchivedAt = null;
    }

    /// <summary>Takes it out of the shop for good, but keeps it for the orders it stands on.</summary>
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
