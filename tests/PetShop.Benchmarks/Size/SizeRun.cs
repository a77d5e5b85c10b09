using System.Diagnostics;
using System.Text.Json;
using PetShop.AppHost.Servers;

namespace PetShop.Benchmarks.Size;

/// <summary>
/// Measures the shop's lists at several sizes, without the cache. All sizes and queries take turns, so that noise
/// on the machine affects all of them alike. The relevant figure is how much longer the largest shop takes than
/// the smallest.
/// </summary>
internal static class SizeRun
{
    private const int PageNumber = 1_000;
    private const int PageSize = 24;
    private const int WarmUp = 5;

    /// <summary>
    /// A typical setting for a server with a million products: the data that lists read fits into it.
    /// </summary>
    private const string SharedBuffers = "2GB";

    private const int WalkedAtOnce = 96;        // four pages

    public static async Task<int> RunAsync(string[] args)
    {
        var options = SizeOptions.Parse(args);
        var logs = Directory.CreateTempSubdirectory("petshop-size").FullName;
        await using var servers = await ShopServers.StartAsync(
            new() { ForTests = true, SharedBuffers = SharedBuffers, Report = Console.WriteLine },
            CancellationToken.None);
        Console.WriteLine($"{servers.Summary}; logs in {logs}");
        var shops = new List<SizedShop>();
        try
        {
            foreach (var size in options.Sizes)
                shops.Add(await SizedShop.StartAsync(servers, size, logs));
            var far = new Dictionary<SizedShop, string>();
            foreach (var shop in shops)
                far[shop] = await FindFarPageAsync(shop);
            (await MeasureAsync(shops, far, options)).Print(options);
            return 0;
        }
        finally
        {
            foreach (var shop in shops)
                await shop.DisposeAsync();
        }
    }

    private static async Task<SizeTable> MeasureAsync(
        List<SizedShop> shops, Dictionary<SizedShop, string> far, SizeOptions options)
    {
        var table = new SizeTable();
        for (var round = -WarmUp; round < options.Rounds; round++)
        {
            foreach (var query in options.Queries)
            {
                foreach (var path in query.Paths)
                {
                    for (var i = 0; i < shops.Count; i++)
                    {
                        var shop = shops[(i + round + WarmUp) % shops.Count];
                        var time = await AskAsync(shop, query.IsFar ? far[shop] : shop.WithValues(path), query.ByAdmin);
                        if (round >= 0)
                            table.Add(query, path, shop.Size, time);
                    }
                }
            }
        }
        return table;
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> AskAsync(SizedShop shop, string path, bool asAdmin)
    {
        await shop.ForgetAsync();
        var started = Stopwatch.GetTimestamp();
        using var request =
            new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = asAdmin ? shop.Token : null } };
        using var answer = await shop.Http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} with {shop.Size} products.");
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<string> FindFarPageAsync(SizedShop shop)
    {
        var wanted = Math.Min(PageNumber * PageSize, shop.Size / 2);
        string? cursor = null;
        for (var seen = 0; seen < wanted; seen += WalkedAtOnce)
        {
            var page = await shop.Http.GetFromJsonAsync<JsonElement>(
                $"products?limit={WalkedAtOnce}" + (cursor is null ? "" : "&cursor=" + cursor));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        return $"products?cursor={cursor}";
    }
}
