using System.Linq.Expressions;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Entities.Reference;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>A category for services.</summary>
/// <param name="SkuPrefix">Null to use the parent's.</param>
/// <param name="TaxClass">Null to use the parent's.</param>
internal sealed record CategoryEntry(
    long Id, string Slug, string Name, long? ParentId, string? SkuPrefix, TaxClass? TaxClass = null)
{
    public static readonly Expression<Func<Category, CategoryEntry>> FromEntity = c =>
        new(c.Id, c.Slug, c.Name, c.ParentId, c.SkuPrefix, c.TaxClass);
}

/// <summary>A pet type for services.</summary>
internal sealed record PetTypeEntry(long Id, string Slug, string Name, string SkuPrefix);

/// <summary>A brand for services.</summary>
internal sealed record BrandEntry(long Id, string Slug, string Name);

/// <summary>All reference data at one point in time, as read from the database.</summary>
internal sealed record ReferenceRecords(
    IReadOnlyList<CategoryEntry> Categories, IReadOnlyList<PetTypeEntry> PetTypes, IReadOnlyList<BrandEntry> Brands);

/// <summary>All reference data at one point in time, indexed. Immutable.</summary>
/// <param name="tag">Identifies the rows: equal for the same rows; empty if it is not needed.</param>
internal sealed class ReferenceSnapshot(ReferenceRecords rows, string tag = "")
{
    private readonly Dictionary<string, CategoryEntry> _categories = rows.Categories.ToDictionary(c => c.Slug);
    private readonly Dictionary<long, CategoryEntry> _categoriesById = rows.Categories.ToDictionary(c => c.Id);
    private readonly ILookup<long?, CategoryEntry> _children = rows.Categories.ToLookup(c => c.ParentId);
    private readonly Dictionary<string, PetTypeEntry> _petTypes = rows.PetTypes.ToDictionary(t => t.Slug);
    private readonly Dictionary<string, BrandEntry> _brands = rows.Brands.ToDictionary(b => b.Slug);
    private readonly Dictionary<long, PetTypeEntry> _petTypesById = rows.PetTypes.ToDictionary(t => t.Id);
    private readonly Dictionary<long, BrandEntry> _brandsById = rows.Brands.ToDictionary(b => b.Id);

    public string Tag => tag;

    public bool HasCategory(string slug) => _categories.ContainsKey(slug);

    public bool HasPetType(string slug) => _petTypes.ContainsKey(slug);

    public bool HasBrand(string slug) => _brands.ContainsKey(slug);

    /// <exception cref="ShopException">400: it does not exist (any more).</exception>
    public CategoryEntry Category(string slug) =>
        _categories.GetValueOrDefault(slug) ?? throw ShopException.Invalid("category", UnknownCategory(slug));

    /// <inheritdoc cref="Category(string)"/>
    public PetTypeEntry PetType(string slug) =>
        _petTypes.GetValueOrDefault(slug) ?? throw ShopException.Invalid("pet_type", UnknownPetType(slug));

    /// <inheritdoc cref="Category(string)"/>
    public BrandEntry Brand(string slug) =>
        _brands.GetValueOrDefault(slug) ?? throw ShopException.Invalid("brand", UnknownBrand(slug));

    /// <summary>Null if it does not exist (any more).</summary>
    public CategoryEntry? FindCategory(long id) => _categoriesById.GetValueOrDefault(id);

    /// <inheritdoc cref="FindCategory"/>
    public PetTypeEntry? FindPetType(long id) => _petTypesById.GetValueOrDefault(id);

    /// <inheritdoc cref="FindCategory"/>
    public BrandEntry? FindBrand(long id) => _brandsById.GetValueOrDefault(id);

    public static string UnknownCategory(string slug) =>
        $"There is no category '{slug}'. GET /products/categories lists them.";

    public static string UnknownPetType(string slug) =>
        $"There is no pet type '{slug}'. GET /products/pet-types lists them.";

    public static string UnknownBrand(string slug) =>
        $"There is no brand '{slug}'. GET /products/brands lists them, with their slugs.";

    /// <summary>The brands whose name fulfils the condition.</summary>
    public long[] BrandsNamed(Func<string, bool> isName) =>
        [.. rows.Brands.Where(brand => isName(brand.Name)).Select(brand => brand.Id)];

    /// <summary>The direct subcategories of a category, or the top-level categories for null.</summary>
    public IEnumerable<CategoryEntry> ChildrenOf(long? categoryId) => _children[categoryId];

    public CategoryEntry? ParentOf(CategoryEntry category) => category.ParentId is { } id ? FindCategory(id) : null;

    /// <summary>The category's level in the tree; 1 at the top.</summary>
    public int LevelOf(CategoryEntry category)
    {
        var level = 1;
        for (var above = ParentOf(category); above is not null; above = ParentOf(above))
            level++;
        return level;
    }

    /// <summary>The height of the category's subtree in levels.</summary>
    public int HeightOf(CategoryEntry category) => 1 + _children[category.Id].Select(HeightOf).DefaultIfEmpty().Max();

    /// <summary>The category and its subtree.</summary>
    public IEnumerable<CategoryEntry> SubtreeOf(CategoryEntry category) =>
        _children[category.Id].SelectMany(SubtreeOf).Prepend(category);

    /// <summary>The category and those above it, from the bottom up; none if it does not exist (any more).</summary>
    public IEnumerable<CategoryEntry> PathOf(long categoryId)
    {
        for (var at = FindCategory(categoryId); at is not null; at = ParentOf(at))
            yield return at;
    }

    /// <summary>
    /// The part after the pet type in the category's SKUs: its own prefix, or that of the nearest ancestor that has
    /// one.
    /// </summary>
    public string SkuPrefixOf(CategoryEntry category)
    {
        for (var at = category; at is not null; at = ParentOf(at))
            if (at.SkuPrefix is { } prefix)
                return prefix;
        return "ITEM";
    }
}
