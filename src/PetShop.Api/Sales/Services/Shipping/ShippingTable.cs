using System.Text.Json;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Json;
using PetShop.Api.Sales.Repositories.Shipping;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>The shipping methods in memory, so that a checkout reads none.</summary>
public interface IShippingTable
{
    /// <summary>
    /// The methods that are offered now. If nothing has changed, this costs one cache read. Call it before the unit of
    /// work opens, because it may need its own connection.
    /// </summary>
    ValueTask<ShippingBook> CurrentAsync(CancellationToken ct);
}

/// <summary>
/// The rows are in the shop's cache, which keeps them coherent as for the reference data of the catalogue. This class
/// only keeps them in parsed form for as long as the cache returns the same bytes.
/// </summary>
internal sealed class ShippingTable(IShopCache cache, ShopJson json) : IShippingTable
{
    /// <summary>Removes the methods from memory, after a change.</summary>
    public const string Tag = "sales-shipping";

    private static readonly CacheEntry Entry =
        new("sales:shipping", TimeSpan.FromMinutes(10), Tag) { Kind = ReadKind.Free };

    private volatile Loaded? _loaded;

    public async ValueTask<ShippingBook> CurrentAsync(CancellationToken ct)
    {
        var rows = json.For<ShippingRecords>();
        var bytes = (await cache.GetOrReadAsync<ShippingRepository, ShippingRecords>(Entry, rows, ReadAsync, ct))!;
        var loaded = _loaded;
        if (loaded?.Tag != bytes.ETag)
            _loaded = loaded = new(bytes.ETag, new(JsonSerializer.Deserialize(bytes.Utf8, rows)!));
        return loaded.Book;
    }

    private static async Task<ShippingRecords?> ReadAsync(ShippingRepository shipping, CancellationToken ct) => new(
        await shipping.ListAllZonesAsync(ShippingZoneRecord.FromEntity, ct),
        await shipping.ListActiveMethodsAsync(ShippingMethodRecord.FromEntity, ct));

    private sealed record Loaded(string Tag, ShippingBook Book);
}
