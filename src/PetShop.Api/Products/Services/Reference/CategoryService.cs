using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Manages the category tree. Requests must be validated.</summary>
public interface ICategoryService
{
    /// <exception cref="ShopException">404.</exception>
    Task<VersionedEntry<CategoryResponse>> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug, or a parent that is unknown or too deep.</exception>
    Task<VersionedEntry<CategoryResponse>> CreateAsync(CreateCategoryRequest request, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug, or a parent that is unknown, too deep or in its own subtree;
    /// 404; 412: it was changed since.</exception>
    Task<VersionedEntry<CategoryResponse>> UpdateAsync(
        long id, UpdateCategoryRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404; 409 in-use: it contains products or categories; 412: it was changed
    /// since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class CategoryService(
    IUnitOfWork work, ReferenceEditor edits, ReferenceRepository entries, ReferenceData reference) : ICategoryService
{
    public async Task<VersionedEntry<CategoryResponse>> GetAsync(long id, CancellationToken ct) =>
        await ShowAsync(await edits.FindAsync<Category>(id, ct), ct);

    public async Task<VersionedEntry<CategoryResponse>> CreateAsync(CreateCategoryRequest request, CancellationToken ct)
    {
        var slug = request.Slug
            ?? Slugs.From(request.Name!, ReferenceEntity.SlugLength, "category-" + RandomCode.New().ToLowerInvariant());
        var category = await work.CommitAsync(async () =>
        {
            var parentId = request.Parent is { } parent
                ? Place(await LockTreeAsync(ct), parent, height: 1)
                : (long?)null;
            var made = new Category
            {
                Slug = slug,
                Name = request.Name!,
                ParentId = parentId,
                SkuPrefix = parentId is null ? SkuPrefixes.From(slug) : null,
                TaxClass = request.TaxClass,
            };
            return await edits.AddAsync(made, ct);
        }, ct);
        return await ShowAsync(category, ct);
    }

    public async Task<VersionedEntry<CategoryResponse>> UpdateAsync(
        long id, UpdateCategoryRequest patch, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var category = await work.CommitAsync(async () =>
        {
            // Lock the tree before the row, as when adding: otherwise the two can deadlock.
            var tree = patch.Parent.Value is null ? null : await LockTreeAsync(ct);
            return await edits.UpdateAsync<Category>(id, ifMatch, patch.Name, patch.Slug, category =>
            {
                category.TaxClass = patch.TaxClass.Or(category.TaxClass);
                if (patch.Parent.IsSet)
                    category.ParentId = tree is null ? null : NewPlace(tree, category, patch.Parent.Value!);
            }, ct);
        }, ct);
        return await ShowAsync(category, ct);
    }

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) =>
        edits.RemoveAsync<Category>(id, ifMatch, ct);

    private static long NewPlace(ReferenceSnapshot tree, Category category, string parentSlug)
    {
        var self = tree.FindCategory(category.Id)
            ?? throw ShopException.NotFound($"The category {category.Id} no longer exists.");
        if (tree.SubtreeOf(self).Any(below => below.Slug == parentSlug))
            throw ShopException.Invalid(
                "parent", $"'{parentSlug}' is this category or in its subtree. Choose another, or null for the top.");
        return Place(tree, parentSlug, tree.HeightOf(self));
    }

    /// <summary>The tree from the database: the one in memory may lack a move that has just been committed.</summary>
    private async Task<ReferenceSnapshot> LockTreeAsync(CancellationToken ct)
    {
        await entries.LockTreeAsync(ct);
        return new(new(await entries.ListAsync(CategoryEntry.FromEntity, ct), [], []));
    }

    /// <summary>The id of the parent category, which must have room for this many levels below it.</summary>
    private static long Place(ReferenceSnapshot tree, string slug, int height)
    {
        if (!tree.HasCategory(slug))
            throw ShopException.Invalid("parent", ReferenceSnapshot.UnknownCategory(slug));
        var parent = tree.Category(slug);
        if (tree.LevelOf(parent) + height > Category.MaxLevels)
            throw ShopException.Invalid("parent",
                $"Categories can be at most {Category.MaxLevels} levels deep. Choose a parent at a higher level.");
        return parent.Id;
    }

    private async Task<VersionedEntry<CategoryResponse>> ShowAsync(Category category, CancellationToken ct)
    {
        var tree = await reference.RefreshAsync(ct);
        var entry = tree.FindCategory(category.Id)
            ?? throw ShopException.NotFound($"The category {category.Id} no longer exists.");
        return new(CategoryTree.Show(tree, entry), category.Version);
    }
}
