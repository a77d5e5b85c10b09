using System.Text.Json;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>
/// Categories, pet types and brands in memory, so that names become ids, and validators say what is unknown, without the database.
/// </summary>
public interface IReferenceData
{
    /// <summary>Whether there is such a category, in what the request sees.</summary>
    bool HasCategory(string slug);

    /// <summary>Whether there is such a pet type, in what the request sees.</summary>
    bool HasPetType(string slug);

    /// <summary>Whether there is such a brand, in what the request sees.</summary>
    bool HasBrand(string slug);

    /// <summary>
    /// Runs the rest of a request on what there is now on any node. It sees that to its end, whatever changes meanwhile and whatever
    /// other requests see. Costs a look into the cache when nothing changed.
    /// </summary>
    Task ServeAsync(Func<Task> rest, CancellationToken ct);
}

/// <summary>
/// The rows lie in the shop's cache, whose promises keep them coherent: a change drops them on all nodes, and without Redis they live
/// shortly. Here they only wait in the form that questions need, for as long as the cache gives the same bytes.
/// </summary>
internal sealed class ReferenceData(IShopCache cache, ShopJson json) : IReferenceData
{
    private static readonly CacheEntry Entry =
        new("products:reference", TimeSpan.FromMinutes(10), ProductCache.Reference) { Lane = ReadLane.Free };
    private readonly AsyncLocal<Loaded?> _seen = new();   // of the request: validators and queries are singletons
    private volatile Loaded? _loaded;

    /// <summary>What the request sees.</summary>
    /// <exception cref="InvalidOperationException">Nothing yet: the action lacks its filter.</exception>
    public ReferenceSet Current => Seen.Set;

    /// <summary>Names <see cref="Current"/>: the same for the same rows, another one for any others.</summary>
    public string CurrentTag => Seen.ETag;

    private Loaded Seen => _seen.Value ?? throw new InvalidOperationException("Reference data were asked for before they were loaded.");

    public bool HasCategory(string slug) => Current.HasCategory(slug);

    public bool HasPetType(string slug) => Current.HasPetType(slug);

    public bool HasBrand(string slug) => Current.HasBrand(slug);

    public async Task ServeAsync(Func<Task> rest, CancellationToken ct)
    {
        _seen.Value = await LoadAsync(ct);
        await rest();
    }

    /// <summary>What there is now, on any node.</summary>
    public async ValueTask<ReferenceSet> RefreshAsync(CancellationToken ct) => (await LoadAsync(ct)).Set;

    private async ValueTask<Loaded> LoadAsync(CancellationToken ct)
    {
        var rows = json.For<ReferenceRows>();
        var bytes = (await cache.GetOrReadAsync<ReferenceRepository, ReferenceRows>(Entry, rows, ReadAsync, ct))!;
        var loaded = _loaded;
        if (loaded?.ETag != bytes.ETag)
            _loaded = loaded = new(bytes.ETag, new ReferenceSet(JsonSerializer.Deserialize(bytes.Utf8, rows)!));
        return loaded;
    }

    private static async Task<ReferenceRows?> ReadAsync(ReferenceRepository entries, CancellationToken ct) => new(
        await entries.ListAsync(CategoryEntry.FromEntity, ct),
        await entries.ListAsync((PetType t) => new PetTypeEntry(t.Id, t.Slug, t.Name, t.SkuPrefix), ct),
        await entries.ListAsync((Brand b) => new BrandEntry(b.Id, b.Slug, b.Name), ct));

    private sealed record Loaded(string ETag, ReferenceSet Set);
}
