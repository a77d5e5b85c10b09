using System.Linq.Expressions;
using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Entities;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>A category as services know it.</summary>
/// <param name="SkuPrefix">Null where the parent's holds.</param>
internal sealed record CategoryEntry(long Id, string Slug, string Name, long? ParentId, string? SkuPrefix)
{
    public static readonly Expression<Func<Category, CategoryEntry>> FromEntity = c => new(c.Id, c.Slug, c.Name, c.ParentId, c.SkuPrefix);
}

/// <summary>A pet type as services know it.</summary>
internal sealed record PetTypeEntry(long Id, string Slug, string Name, string SkuPrefix);

/// <summary>A brand as services know it.</summary>
internal sealed record BrandEntry(long Id, string Slug, string Name);

/// <summary>All reference data of one moment, in the form it is read from the database.</summary>
internal sealed record ReferenceRows(IReadOnlyList<CategoryEntry> Categories, IReadOnlyList<PetTypeEntry> PetTypes, IReadOnlyList<BrandEntry> Brands);

/// <summary>All reference data of one moment, ready to be asked. Never changed once made.</summary>
/// <param name="tag">The same for the same rows, another one for any others; empty where nobody asks.</param>
internal sealed class ReferenceSet(ReferenceRows rows, string tag = "")
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

    /// <exception cref="ShopException">400: there is none (any more).</exception>
    public CategoryEntry Category(string slug) => _categories.GetValueOrDefault(slug) ?? throw ShopException.Invalid("category", UnknownCategory(slug));

    /// <inheritdoc cref="Category(string)"/>
    public PetTypeEntry PetType(string slug) => _petTypes.GetValueOrDefault(slug) ?? throw ShopException.Invalid("pet_type", UnknownPetType(slug));

    /// <inheritdoc cref="Category(string)"/>
    public BrandEntry Brand(string slug) => _brands.GetValueOrDefault(slug) ?? throw ShopException.Invalid("brand", UnknownBrand(slug));

    /// <summary>Null when there is none (any more).</summary>
    public CategoryEntry? FindCategory(long id) => _categoriesById.GetValueOrDefault(id);

    /// <inheritdoc cref="FindCategory"/>
    public PetTypeEntry? FindPetType(long id) => _petTypesById.GetValueOrDefault(id);

    /// <inheritdoc cref="FindCategory"/>
    public BrandEntry? FindBrand(long id) => _brandsById.GetValueOrDefault(id);

    public static string UnknownCategory(string slug) => $"There is no category '{slug}'. GET /products/categories lists them.";

    public static string UnknownPetType(string slug) => $"There is no pet type '{slug}'. GET /products/pet-types lists them.";

    public static string UnknownBrand(string slug) => $"There is no brand '{slug}'. GET /products/brands lists them, with their slugs.";

    /// <summary>The brands whose name this is true of.</summary>
    public long[] BrandsNamed(Func<string, bool> isName) =>
        [.. rows.Brands.Where(brand => isName(brand.Name)).Select(brand => brand.Id)];

    /// <summary>The categories right below one, or the top-level ones for null.</summary>
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

    /// <summary>How many levels the category and what stands in it take.</summary>
    public int HeightOf(CategoryEntry category) => 1 + _children[category.Id].Select(HeightOf).DefaultIfEmpty().Max();

    /// <summary>The category and all below it.</summary>
    public IEnumerable<CategoryEntry> SubtreeOf(CategoryEntry category) =>
        _children[category.Id].SelectMany(SubtreeOf).Prepend(category);

    /// <summary>
    /// What SKUs of the category begin with after the pet type: its own, or that of the nearest category above with
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
