namespace PetShop.Api.Products.Services;

/// <summary>Section <c>Products</c>.</summary>
public sealed class ProductsOptions
{
    public const string Section = "Products";

    /// <summary>The highest stock figure that the public sees: exact up to it, and this figure above it.</summary>
    public int PublicStockCap { get; set; } = 20;

    /// <summary>A product with this many units or fewer is low on stock.</summary>
    public int LowStock { get; set; } = 5;

    /// <summary>A product with this many units or fewer should be reordered.</summary>
    public int ReorderAt { get; set; } = 10;

    /// <summary>How long a cached product may be served if nothing removes it earlier.</summary>
    public TimeSpan ProductTtl { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The same for a page of a list.</summary>
    public TimeSpan ListTtl { get; set; } = TimeSpan.FromMinutes(1);
}
