using System.Linq.Expressions;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Categories, pet types and brands as everybody sees them, from the cache.</summary>
public interface IReferencePages
{
    /// <summary>All top-level categories with what stands in them; one page always.</summary>
    ValueTask<JsonBytes> CategoriesAsync(CancellationToken ct);

    /// <summary>By name.</summary>
    ValueTask<JsonBytes> PetTypesAsync(ReferenceQuery query, CancellationToken ct);

    /// <summary>By name.</summary>
    ValueTask<JsonBytes> BrandsAsync(ReferenceQuery query, CancellationToken ct);

    /// <exception cref="Core.Errors.ShopException">404.</exception>
    ValueTask<JsonBytes> CategoryAsync(long id, CancellationToken ct);

    /// <inheritdoc cref="CategoryAsync"/>
    ValueTask<JsonBytes> PetTypeAsync(long id, CancellationToken ct);

    /// <inheritdoc cref="CategoryAsync"/>
    ValueTask<JsonBytes> BrandAsync(long id, CancellationToken ct);
}

internal sealed class ReferencePages(IShopCache cache, ShopJson json) : IReferencePages
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(10);

    public async ValueTask<JsonBytes> CategoriesAsync(CancellationToken ct) =>
        (await cache.GetOrReadAsync<ReferenceData, Page<CategoryResponse>>(Entry("categories"), json.For<Page<CategoryResponse>>(), async (reference, reading) =>
        {
            var tree = await reference.RefreshAsync(reading);
            var roots = tree.ChildrenOf(null).Select(root => CategoryTree.Show(tree, root)).ToList();
            return new Page<CategoryResponse>(roots, null, roots.Count, false);
        }, ct))!;

    public ValueTask<JsonBytes> PetTypesAsync(ReferenceQuery query, CancellationToken ct) =>
        ListAsync("pet-types", (PetType t) => new PetTypeResponse(t.Id, t.Slug, t.Name), t => new(t.Name, t.Id), query, ct);

    public ValueTask<JsonBytes> BrandsAsync(ReferenceQuery query, CancellationToken ct) =>
        ListAsync("brands", (Brand b) => new BrandResponse(b.Id, b.Slug, b.Name), b => new(b.Name, b.Id), query, ct);

    public ValueTask<JsonBytes> CategoryAsync(long id, CancellationToken ct) =>
        GetAsync<ICategoryService, CategoryResponse>($"categories:{id}", async (categories, reading) => (await categories.GetAsync(id, reading)).Entry, ct);

    public ValueTask<JsonBytes> PetTypeAsync(long id, CancellationToken ct) =>
        GetAsync<IPetTypeService, PetTypeResponse>($"pet-types:{id}", async (petTypes, reading) => (await petTypes.GetAsync(id, reading)).Entry, ct);

    public ValueTask<JsonBytes> BrandAsync(long id, CancellationToken ct) =>
        GetAsync<IBrandService, BrandResponse>($"brands:{id}", async (brands, reading) => (await brands.GetAsync(id, reading)).Entry, ct);

    private async ValueTask<JsonBytes> GetAsync<TSource, T>(string key, Func<TSource, CancellationToken, Task<T?>> read, CancellationToken ct)
        where TSource : notnull where T : class =>
        (await cache.GetOrReadAsync(Entry(key), json.For<T>(), read, ct))!;

    private async ValueTask<JsonBytes> ListAsync<TEntry, T>(
        string kind, Expression<Func<TEntry, T>> shape, Func<T, Place> placeOf, ReferenceQuery query, CancellationToken ct) where TEntry : ReferenceEntry
    {
        var list = $"products:{kind}";
        var after = Cursor.Decode<Place>(list, query.Cursor);
        return (await cache.GetOrReadAsync<ReferenceRepository, Page<T>>(Entry($"{kind}:{query.Limit}:{query.Cursor}"), json.For<Page<T>>(), async (entries, reading) =>
        {
            var rows = await entries.PageAsync(shape, after?.Name, after?.Id ?? 0, query.Limit + 1, reading);
            return Page.From(rows, query.Limit, await entries.CountAsync<TEntry>(reading), row => Cursor.Encode(list, placeOf(row)));
        }, ct))!;
    }

    private static CacheEntry Entry(string key) => new($"products:{key}", Ttl, ProductCache.Reference);

    /// <summary>The last name of a page, with its id.</summary>
    private sealed record Place(string Name, long Id);
}
