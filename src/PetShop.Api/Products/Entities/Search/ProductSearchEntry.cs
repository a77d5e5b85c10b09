using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Entities.Search;

/// <summary>
/// A product in the form that lists search: folded words, and the columns that lists filter and sort by. Everything is
/// derived from the product, its stock and the names of its category, pet type and brand, and is rewritten when one of
/// them changes. The product's data is never read from it.
/// </summary>
public sealed class ProductSearchEntry
{
    /// <summary>
    /// The maximum length of a key. Folding can make a name several times as long, and an index accepts at most 2,700
    /// bytes: a longer text has a hash as its key.
    /// </summary>
    public const int KeyLength = 200;

    /// <summary>
    /// The limit of <see cref="FewLeft"/> for products without a threshold of their own, and the default of the shop's
    /// low-stock limit. It is not a setting, because a new value would require all entries to be rewritten. A list up
    /// to another quantity is still correct, only slower.
    /// </summary>
    public const int FewUnits = 5;

    public long ProductId { get; private set; }

    public Product? Product { get; private set; }

    /// <summary>The folded name, or its hash, for searches by the complete name.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>The folded SKU.</summary>
    public string SkuKey { get; private set; } = "";

    public long CategoryId { get; private set; }

    public long PetTypeId { get; private set; }

    public long? BrandId { get; private set; }

    /// <summary>Gross, in the shop's currency.</summary>
    public decimal Price { get; private set; }

    /// <summary>The name, for sorting.</summary>
    public string Name { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Whether the product is publicly visible.</summary>
    public bool IsActive { get; private set; }

    /// <summary>
    /// Whether there are units that can be sent now. It changes only when the quantity becomes zero or stops being
    /// zero, so most sales do not update this row, and when a pre-order ends.
    /// </summary>
    public bool InStock { get; private set; }

    /// <summary>
    /// Whether the quantity is at most the product's low-stock threshold or, without one, <see cref="FewUnits"/>, for
    /// low-stock lists. Like <see cref="InStock"/>, it changes only when the quantity crosses the limit.
    /// </summary>
    public bool FewLeft { get; private set; }

    /// <summary>Whether an entry differs between two stock quantities.</summary>
    /// <param name="threshold">The product's low-stock threshold.</param>
    public static bool Changes(int before, int after, int? threshold)
    {
        var few = threshold ?? FewUnits;
        return before > 0 != after > 0 || before > few != after > few;
    }
}
