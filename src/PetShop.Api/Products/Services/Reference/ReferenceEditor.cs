using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Entities.Search;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>An entry that was just read or written, with the version that If-Match compares.</summary>
public sealed record VersionedEntry<T>(T Entry, long Version);

/// <summary>Adding, editing and removing, which categories, pet types and brands have in common.</summary>
internal sealed class ReferenceEditor(
    IUnitOfWork work, ReferenceRepository entries, SearchIndexRepository search, ProductCache cache)
{
    /// <exception cref="ShopException">404: it does not exist.</exception>
    public async Task<T> FindAsync<T>(long id, CancellationToken ct) where T : ReferenceEntity =>
        await entries.FindAsync<T>(id, ct) ?? throw NotFound<T>(id);

    public Task<T> AddAsync<T>(T entry, CancellationToken ct) where T : ReferenceEntity => work.CommitAsync(async () =>
    {
        await entries.AddAsync(entry, ct);
        work.InvalidateAfterCommit(cache.DropNewReferenceAsync);
        return entry;
    }, ct);

    /// <param name="change">Changes other members than name and slug.</param>
    /// <exception cref="ShopException">404; 412: it was changed since.</exception>
    public Task<T> UpdateAsync<T>(
        long id, ExpectedVersion ifMatch, Optional<string> name, Optional<string> slug, Action<T>? change,
        CancellationToken ct) where T : ReferenceEntity =>
        work.CommitAsync(async () =>
        {
            var entry = await LockAsync<T>(id, ifMatch, ct);
            var oldName = entry.Name;
            entry.Name = name.Or(entry.Name)!;
            entry.Slug = slug.Or(entry.Slug)!;
            change?.Invoke(entry);
            entry.MarkEdited();
            await entries.SaveAsync(ct);
            if (entry.Name != oldName)
                // products show the name at once; a job updates the search words
                await search.MarkAsync(UsersOf(entry), ct);
            work.InvalidateAfterCommit(cache.DropReferenceAsync);
            return entry;
        }, ct);

    /// <exception cref="ShopException">404; 412: it was changed since; 409: the foreign keys show that it is still
    /// used.</exception>
    public Task RemoveAsync<T>(long id, ExpectedVersion ifMatch, CancellationToken ct) where T : ReferenceEntity =>
        work.CommitAsync(async () =>
        {
            if (await entries.TryRemoveAsync(await LockAsync<T>(id, ifMatch, ct), ct) is { } key)
                throw ProductProblems.IsInUse(key);
            work.InvalidateAfterCommit(cache.DropReferenceAsync);
        }, ct);

    private async Task<T> LockAsync<T>(long id, ExpectedVersion ifMatch, CancellationToken ct) where T : ReferenceEntity
    {
        var entry = await entries.LockAsync<T>(id, ct) ?? throw NotFound<T>(id);
        ifMatch.Require(entry.Version);
        return entry;
    }

    private static SearchReindexTask UsersOf(ReferenceEntity entry) => entry switch
    {
        Category => new() { CategoryId = entry.Id },
        PetType => new() { PetTypeId = entry.Id },
        _ => new() { BrandId = entry.Id },
    };

    /// <summary>404: the entry does not exist.</summary>
    public static ShopException NotFound<T>(long id) => ShopException.NotFound(
        typeof(T) == typeof(Category) ? $"There is no category {id}. GET /products/categories lists them."
        : typeof(T) == typeof(PetType) ? $"There is no pet type {id}. GET /products/pet-types lists them."
        : $"There is no brand {id}. GET /products/brands lists them.");
}
