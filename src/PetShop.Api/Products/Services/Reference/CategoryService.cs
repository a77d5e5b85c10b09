using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Keeping the tree of categories. Requests are validated before.</summary>
public interface ICategoryService
{
    /// <exception cref="ShopException">404.</exception>
    Task<AdminEntry<CategoryResponse>> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug.</exception>
    Task<AdminEntry<CategoryResponse>> CreateAsync(CreateCategoryRequest request, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug or a move into its own subtree; 404; 412 when it was edited since.</exception>
    Task<AdminEntry<CategoryResponse>> UpdateAsync(long id, UpdateCategoryRequest patch, long? ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404; 409 in-use while products or categories stand in it; 412 when it was edited since.</exception>
    Task DeleteAsync(long id, long? ifMatch, CancellationToken ct);
}

internal sealed class CategoryService(ReferenceEdits edits, ReferenceRepository entries, ReferenceData reference) : ICategoryService
{
    public async Task<AdminEntry<CategoryResponse>> GetAsync(long id, CancellationToken ct) => await ShowAsync(await edits.FindAsync<Category>(id, ct), ct);

    public async Task<AdminEntry<CategoryResponse>> CreateAsync(CreateCategoryRequest request, CancellationToken ct)
    {
        var slug = request.Slug ?? Slugs.From(request.Name!, ReferenceEntry.SlugLength, "category-" + Codes.New().ToLowerInvariant());
        var parent = request.Parent is { } given ? Parent(reference.Current, given) : null;
        var category = new Category
        {
            Slug = slug,
            Name = request.Name!,
            ParentId = parent?.Id,
            SkuPrefix = parent is null ? SkuPrefixes.From(slug) : null,
        };
        return await ShowAsync(await edits.AddAsync(category, ct), ct);
    }

    public async Task<AdminEntry<CategoryResponse>> UpdateAsync(long id, UpdateCategoryRequest patch, long? ifMatch, CancellationToken ct)
    {
        var category = await edits.UpdateAsync<Category>(id, ifMatch, patch.Name, patch.Slug,
            patch.Parent.IsSet ? category => MoveAsync(category, patch.Parent.Value, ct) : null, ct);
        return await ShowAsync(category, ct);
    }

    public Task DeleteAsync(long id, long? ifMatch, CancellationToken ct) => edits.RemoveAsync<Category>(id, ifMatch, ct);

    private async Task MoveAsync(Category category, string? parentSlug, CancellationToken ct)
    {
        if (parentSlug is null)
        {
            category.ParentId = null;
            return;
        }
        // As the database has it now: what is in memory may not know of another move that has just ended.
        await entries.LockTreeAsync(ct);
        var rows = await entries.ListAsync((Category c) => new CategoryEntry(c.Id, c.Slug, c.Name, c.ParentId, c.SkuPrefix), ct);
        var tree = new ReferenceSet(new(rows, [], []));
        var parent = Parent(tree, parentSlug);
        if (tree.FindCategory(category.Id) is { } self && tree.SubtreeOf(self).Any(below => below.Id == parent.Id))
            throw ShopException.Invalid("parent", $"'{parentSlug}' stands in this category or is it. Name one outside, or null for the top.");
        category.ParentId = parent.Id;
    }

    private static CategoryEntry Parent(ReferenceSet tree, string slug) =>
        tree.HasCategory(slug) ? tree.Category(slug) : throw ShopException.Invalid("parent", ReferenceSet.UnknownCategory(slug));

    private async Task<AdminEntry<CategoryResponse>> ShowAsync(Category category, CancellationToken ct)
    {
        var tree = await reference.RefreshAsync(ct);
        var entry = tree.FindCategory(category.Id) ?? throw ShopException.NotFound($"There is no category {category.Id} any more.");
        return new(CategoryTree.Show(tree, entry), category.Version);
    }
}
