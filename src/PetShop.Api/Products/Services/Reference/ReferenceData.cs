using System.Text.Json;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Json;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>
/// Categories, pet types and brands in memory, so that names are converted into ids without a query. The rows are in
/// the shop's cache, which keeps them coherent: a change removes them on all nodes, and without Redis they have a short
/// lifetime. This class only keeps them in parsed form for as long as the cache returns the same bytes.
/// </summary>
internal sealed class ReferenceData(IShopCache cache, ShopJson json)
{
    private static readonly CacheEntry Entry =
        new("products:reference", TimeSpan.FromMinutes(10), ProductCache.Reference) { Kind = ReadKind.Free };
    private volatile ReferenceSnapshot? _loaded;

    /// <summary>The current data. If nothing has changed, this costs one cache read.</summary>
    public async ValueTask<ReferenceSnapshot> RefreshAsync(CancellationToken ct)
    {
        var rows = json.For<ReferenceRecords>();
        var bytes = (await cache.GetOrReadAsync<ReferenceRepository, ReferenceRecords>(Entry, rows, ReadAsync, ct))!;
        var loaded = _loaded;
        if (loaded?.Tag != bytes.ETag)
            _loaded = loaded = new ReferenceSnapshot(JsonSerializer.Deserialize(bytes.Utf8, rows)!, bytes.ETag);
        return loaded;
    }

    private static async Task<ReferenceRecords?> ReadAsync(ReferenceRepository entries, CancellationToken ct) => new(
        await entries.ListAsync(CategoryEntry.FromEntity, ct),
        await entries.ListAsync((PetType t) => new PetTypeEntry(t.Id, t.Slug, t.Name, t.SkuPrefix), ct),
        await entries.ListAsync((Brand b) => new BrandEntry(b.Id, b.Slug, b.Name), ct));
}
