using System.Collections.Concurrent;
using PetShop.Benchmarks.Load.Http;
using PetShop.Benchmarks.Load.Shops;

namespace PetShop.Benchmarks.Load.Targets;

/// <summary>
/// Customers who each order a full cart of three lines once, with an Idempotency-Key. Carts are filled before the time
/// runs, so that nothing but checkouts is measured.
/// </summary>
/// <param name="hot">A product that is in every cart; null for none.</param>
internal sealed class CheckoutTarget(HttpClient http, LoadShop shop, int connections, long? hot) : Target
{
    private const int Created = 201;
    private const int Lines = 3;
    private static readonly string Body = $$"""{"shipping_address":"{{Shopper.Address}}"}""";
    private readonly ServerFigures _figures = new(http, shop.Address);
    private readonly Random _random = new(2);

    protected override async Task<Sample> MeasureAsync(TimeSpan time)
    {
        await Shopper.ForEachAsync(shop.Buyers, FillAsync);
        var checkouts = new ConcurrentQueue<byte[]>(shop.Buyers.Select(Checkout));
        var before = await _figures.CpuAsync();
        var loop = new ClosedLoop(shop.Address, connections, Requests.Once(checkouts), Created);
        var (count, taken) = await loop.RunAsync(time);
        var spent = await _figures.CpuAsync() - before;
        return new(count / taken.TotalSeconds, (double)spent / count, double.NaN);
    }

    private async Task<bool> FillAsync(Shopper buyer)
    {
        IEnumerable<long> products;
        lock (_random)
            products = hot is { } first ? shop.SomeProducts(_random, Lines - 1).Append(first).Distinct() : shop.SomeProducts(_random, Lines);
        await buyer.FillCartAsync(http, shop.Address, products);
        return true;
    }

    private byte[] Checkout(Shopper buyer) => HttpBytes.PostAs(
        buyer.Token, new Uri(shop.Address, "sales/orders"), Body, "Idempotency-Key: " + Guid.NewGuid().ToString("N"));
}
