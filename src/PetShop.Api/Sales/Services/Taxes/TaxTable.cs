using System.Text.Json;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Repositories.Taxes;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>The rates of taxes in memory, so that a checkout reads none.</summary>
public interface ITaxTable
{
    /// <summary>
    /// The current rates. If nothing has changed, this costs one cache read. Call it before the unit of work opens,
    /// because it may need its own connection.
    /// </summary>
    ValueTask<TaxRateBook> CurrentAsync(CancellationToken ct);
}

/// <summary>
/// The rows are in the shop's cache, which keeps them coherent as for the reference data of the catalogue. This class
/// only keeps them in parsed form for as long as the cache returns the same bytes.
/// </summary>
internal sealed class TaxTable(
    IShopCache cache, ShopJson json, IOptions<TaxOptions> options, IOptions<ShopOptions> shop) : ITaxTable
{
    /// <summary>Removes the rates from memory, after a change.</summary>
    public const string Tag = "sales-tax-rates";

    private static readonly CacheEntry Entry =
        new("sales:tax-rates", TimeSpan.FromMinutes(10), Tag) { Kind = ReadKind.Free };

    private readonly TaxPolicy _policy = TaxPolicy.From(options.Value, shop.Value);
    private volatile Loaded? _loaded;

    public async ValueTask<TaxRateBook> CurrentAsync(CancellationToken ct)
    {
        var rows = json.For<TaxRateRecords>();
        var bytes = (await cache.GetOrReadAsync<TaxRateRepository, TaxRateRecords>(Entry, rows, ReadAsync, ct))!;
        var loaded = _loaded;
        if (loaded?.Tag != bytes.ETag)
            _loaded = loaded = new(bytes.ETag, new(JsonSerializer.Deserialize(bytes.Utf8, rows)!.Rates, _policy));
        return loaded.Book;
    }

    private static async Task<TaxRateRecords?> ReadAsync(TaxRateRepository rates, CancellationToken ct) =>
        new(await rates.ListAllAsync(TaxRateRecord.FromEntity, ct));

    private sealed record Loaded(string Tag, TaxRateBook Book);
}
