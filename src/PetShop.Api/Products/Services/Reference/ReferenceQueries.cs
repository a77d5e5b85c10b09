using System.Linq.Expressions;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Paging;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Public representations of categories, pet types and brands, from the cache.</summary>
public interface IReferenceQueries
{
    /// <summary>All top-level categories with their subcategories, always on one page.</summary>
    ValueTask<JsonBytes> CategoriesAsync(CancellationToken ct);

    /// <summary>A page, sorted by name.</summary>
    ValueTask<JsonBytes> PetTypesAsync(ReferenceQuery query, CancellationToken ct);

    /// <summary>A page, sorted by name.</summary>
    ValueTask<JsonBytes> BrandsAsync(ReferenceQuery query, CancellationToken ct);

    /// <exception cref="Core.Errors.ShopException">404.</exception>
    ValueTask<JsonBytes> CategoryAsync(long id, CancellationToken ct);

    /// <inheritdoc cref="CategoryAsync"/>
    ValueTask<JsonBytes> PetTypeAsync(long id, CancellationToken ct);

    /// <inheritdoc cref="CategoryAsync"/>
    ValueTask<JsonBytes> BrandAsync(long id, CancellationToken ct);

    /// <summary>Which ids of categories, pet types and brands exist, for other domains.</summary>
    ValueTask<ReferenceIds> IdsAsync(CancellationToken ct);
}

/// <summary>Tells whether there is a category, pet type or brand with an id.</summary>
public sealed record ReferenceIds(Func<long, bool> HasCategory, Func<long, bool> HasPetType, Func<long, bool> HasBrand);


internal sealed class ReferenceQueries(IShopCache cache, ShopJson json, ReferenceData reference) : IReferenceQueries
{
    private static readonly TimeSpan Ttl = TimeSpan.FromMinutes(10);

    public async ValueTask<JsonBytes> CategoriesAsync(CancellationToken ct) =>
        (await cache.GetOrReadAsync<ReferenceData, Page<CategoryResponse>>(
            Derived("categories"), json.For<Page<CategoryResponse>>(), async (reference, reading) =>
        {
            var tree = await reference.RefreshAsync(reading);
            var roots = tree.ChildrenOf(null).Select(root => CategoryTree.Show(tree, root)).ToList();
            return new Page<CategoryResponse>(roots, null, roots.Count, false);
        }, ct))!;

    public ValueTask<JsonBytes> PetTypesAsync(ReferenceQuery query, CancellationToken ct) =>
        ListAsync("pet-types", (PetType t) => new PetTypeResponse(t.Id, t.Slug, t.Name),
            t => new(t.Name, t.Id), query, ct);

    public ValueTask<JsonBytes> BrandsAsync(ReferenceQuery query, CancellationToken ct) =>
        ListAsync("brands", (Brand b) => new BrandResponse(b.Id, b.Slug, b.Name), b => new(b.Name, b.Id), query, ct);

    public ValueTask<JsonBytes> CategoryAsync(long id, CancellationToken ct) => GetAsync<Category, CategoryResponse>(
        "categories", id, names => names.FindCategory(id) is { } found ? CategoryTree.Show(names, found) : null, ct);

    public ValueTask<JsonBytes> PetTypeAsync(long id, CancellationToken ct) => GetAsync<PetType, PetTypeResponse>(
        "pet-types", id,
        names => names.FindPetType(id) is { } found ? new(found.Id, found.Slug, found.Name) : null, ct);

    public ValueTask<JsonBytes> BrandAsync(long id, CancellationToken ct) => GetAsync<Brand, BrandResponse>(
        "brands", id, names => names.FindBrand(id) is { } found ? new(found.Id, found.Slug, found.Name) : null, ct);

    public async ValueTask<ReferenceIds> IdsAsync(CancellationToken ct)
    {
        var names = await reference.RefreshAsync(ct);
        return new(
            id => names.FindCategory(id) is not null, id => names.FindPetType(id) is not null,
            id => names.FindBrand(id) is not null);
    }

    /// <summary>From memory, so that an unknown id costs nothing.</summary>
    private async ValueTask<JsonBytes> GetAsync<TEntry, T>(
        string kind, long id, Func<ReferenceSnapshot, T?> show, CancellationToken ct)
        where TEntry : ReferenceEntity where T : class =>
        await cache.GetOrReadAsync<ReferenceData, T>(Derived($"{kind}:{id}"), json.For<T>(),
            async (reference, reading) => show(await reference.RefreshAsync(reading)), ct)
        ?? throw ReferenceEditor.NotFound<TEntry>(id);

    private async ValueTask<JsonBytes> ListAsync<TEntry, T>(
        string kind, Expression<Func<TEntry, T>> shape, Func<T, Place> placeOf, ReferenceQuery query,
        CancellationToken ct) where TEntry : ReferenceEntity
    {
        var list = $"products:{kind}";
        var after = Cursor.Decode<Place>(list, query.Cursor);
        return (await cache.GetOrReadAsync<ReferenceRepository, Page<T>>(
            Entry($"{kind}:{query.Limit}:{query.Cursor}"), json.For<Page<T>>(), async (entries, reading) =>
            {
                var rows = await entries.PageAsync(shape, after?.Name, after?.Id ?? 0, query.Limit + 1, reading);
                return Page.From(rows, query.Limit, row => Cursor.Encode(list, placeOf(row)));
            }, ct))!;
    }

    private static CacheEntry Entry(string key) =>
        new($"products:{key}", Ttl, ProductCache.Reference) { Kind = ReadKind.List };

    private static CacheEntry Derived(string key) =>
        new($"products:{key}", Ttl, ProductCache.Reference) { IsDerived = true };

    /// <summary>The last name of a page, with its id.</summary>
    private sealed record Place(string Name, long Id);
}
