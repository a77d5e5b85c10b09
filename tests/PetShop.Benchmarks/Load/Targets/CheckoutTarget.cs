using System.Collections.Concurrent;
using PetShop.Benchmarks.Load.Http;
using PetShop.Benchmarks.Load.Shops;

namespace PetShop.Benchmarks.Load.Targets;

/// <summary>
/// Customers who each order a full cart of three lines, with an Idempotency-Key. Carts are filled while the clock is
/// stopped, so that only checkouts are measured.
/// </summary>
/// <param name="isHot">Whether one of the three products is the same in all carts.</param>
internal sealed class CheckoutTarget(HttpClient http, LoadShop shop, int connections, bool isHot) : Target
{
    private const int Created = 201;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(200);
    private static readonly string Body = $$"""{"shipping_address":"{{Shopper.Address}}"}""";
    private readonly ServerFigures _figures = new(http, shop.Address);

    protected override async Task<Sample> MeasureAsync(TimeSpan time)
    {
        var (count, taken, spent) = (0L, TimeSpan.Zero, 0L);
        while (time - taken > Least)
        {
            await shop.Carts.FillAsync(isHot);
            var checkouts = new ConcurrentQueue<byte[]>(shop.Buyers.Select(Checkout));
            var before = await _figures.CpuAsync();
            var loop = new ClosedLoop(shop.Address, connections, Requests.Once(checkouts), Created);
            var (some, needed) = await loop.RunAsync(time - taken);
            spent += await _figures.CpuAsync() - before;
            (count, taken) = (count + some, taken + needed);
        }
        return new(count / taken.TotalSeconds, (double)spent / count, double.NaN);
    }

    private byte[] Checkout(Shopper buyer) => HttpBytes.PostAs(
        buyer.Token, new Uri(shop.Address, "sales/orders"), Body, "Idempotency-Key: " + Guid.NewGuid().ToString("N"));
}
