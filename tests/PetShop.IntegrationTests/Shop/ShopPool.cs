using System.Collections.Concurrent;

namespace PetShop.IntegrationTests.Shop;

/// <summary>The shops of the run: one for each concurrent test, clean when a test gets it.</summary>
internal static class ShopPool
{
    private const int Shops = 4;
    private static readonly SemaphoreSlim Free = new(Shops);
    private static readonly ConcurrentBag<ShopFixture> Used = [];

    public static async Task<ShopFixture> LeaseAsync()
    {
        await Free.WaitAsync();
        try
        {
            if (!Used.TryTake(out var shop))
                return await ShopFixture.OpenAsync();
            if (await shop.TryResetAsync())
                return shop;
            await shop.DisposeAsync();
            return await ShopFixture.OpenAsync();
        }
        catch
        {
            Free.Release();
            throw;
        }
    }

    public static void Return(ShopFixture shop)
    {
        Used.Add(shop);
        Free.Release();
    }

    public static async Task CloseAsync()
    {
        while (Used.TryTake(out var shop))
            await shop.DisposeAsync();
    }
}
