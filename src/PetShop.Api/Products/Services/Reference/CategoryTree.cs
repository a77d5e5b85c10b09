using PetShop.Api.Products.Dtos.Reference;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Converts categories into their representation.</summary>
internal static class CategoryTree
{
    /// <summary>The category with its subcategories.</summary>
    public static CategoryResponse Show(ReferenceSnapshot tree, CategoryEntry category) => new(
        category.Id, category.Slug, category.Name, tree.ParentOf(
            category)?.Slug, category.TaxClass, [.. tree.ChildrenOf(category.Id).Select(child => Show(tree, child))]);
}
