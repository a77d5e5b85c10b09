namespace PetShop.Api.Products.Entities.Search;

/// <summary>
/// A product as lists find it: folded words, and the columns that lists filter and sort by. Everything in it is derived
/// from the product, its
/// stock and the names of what it belongs to, and is written anew when one of them changes. Nothing else is read from
/// it.
/// </summary>
public sealed class ProductSearchEntry
{
    /// <summary>
    /// Longest key. Folding can make a name several times as long, and an index takes no more than 2,700 bytes: a
    /// longer text has a hash as its key.
    /// </summary>
    public const int KeyLength = 200;

    public long ProductId { get; private set; }

    public Product? Product { get; private set; }

    /// <summary>The folded name, or its hash, for whoever types it in full.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>The folded SKU.</summary>
    public string SkuKey { get; private set; } = "";

    public long CategoryId { get; private set; }

    public long PetTypeId { get; private set; }

    public long? BrandId { get; private set; }

    /// <summary>Gross, in the shop's currency.</summary>
    public decimal Price { get; private set; }

    /// <summary>The name as it is sorted.</summary>
    public string Name { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Whether the public sees it.</summary>
    public bool IsActive { get; private set; }

    /// <summary>
    /// Whether there are units on hand. It changes only when the figure crosses zero, so that most sales write nothing
    /// here.
    /// </summary>
    public bool InStock { get; private set; }
}
