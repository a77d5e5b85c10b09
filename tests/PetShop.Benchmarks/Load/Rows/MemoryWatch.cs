using PetShop.Benchmarks.Load.Shops;
using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>The maximum memory of each shop, read after each of its loads.</summary>
internal sealed class MemoryWatch(HttpClient http, IReadOnlyList<LoadShop> shops)
{
    private const double Megabyte = 1e6;
    private readonly Dictionary<string, long> _most = shops.ToDictionary(shop => shop.Name, _ => 0L);

    public async Task LookAsync()
    {
        foreach (var shop in shops)
            _most[shop.Name] = Math.Max(_most[shop.Name], await new ServerFigures(http, shop.Address).MemoryAsync());
    }

    /// <summary>The maximum of a shop, in MB.</summary>
    public double Of(string shop) => _most[shop] / Megabyte;
}
