namespace PetShop.Api.Products.Services;

/// <summary>Section <c>Products</c>.</summary>
public sealed class ProductsOptions
{
    public const string Section = "Products";

    /// <summary>Stock is told to the public exactly up to this figure, and as this figure above it.</summary>
    public int PublicStockCap { get; set; } = 20;

    /// <summary>Units on hand at which a product counts as low on stock.</summary>
    public int LowStock { get; set; } = 5;

    /// <summary>Units on hand at which it is time to order more.</summary>
    public int ReorderAt { get; set; } = 10;

    /// <summary>How long a cached product may be served when nothing removes it earlier.</summary>
    public TimeSpan ProductTtl { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The same for a page of a list.</summary>
    public TimeSpan ListTtl { get; set; } = TimeSpan.FromMinutes(1);
}
