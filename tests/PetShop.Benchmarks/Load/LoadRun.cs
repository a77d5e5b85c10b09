using PetShop.Benchmarks.Load.Rows;
using PetShop.Benchmarks.Load.Shops;
using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load;

/// <summary>
/// Compares the shop with the best that the web server and PostgreSQL can do on the same machine. Rounds are
/// interleaved, so that noise on the machine affects all targets alike. The relevant figures are the ratios.
/// </summary>
internal static class LoadRun
{
    private const int Buyers = 1000;

    public static async Task<int> RunAsync(string[] args)
    {
        LoadOptions options;
        IReadOnlyList<Row> rows;
        try
        {
            options = LoadOptions.Parse(args);
            rows = LoadRows.Choose(options.Rows);
        }
        catch (FormatException unreadable)
        {
            Console.Error.WriteLine(unreadable.Message);
            return 1;
        }
        await RunAsync(options, rows);
        return 0;
    }

    private static async Task RunAsync(LoadOptions options, IReadOnlyList<Row> rows)
    {
        var pgbench = rows.Any(row => row.NeedsPgbench) ? await SpareShop.FindProgramAsync() : null;
        if (pgbench is null && rows.Any(row => row.NeedsPgbench))
        {
            Console.WriteLine("There is no pgbench here: the rows of checkouts are left out.");
            rows = [.. rows.Where(row => !row.NeedsPgbench)];
        }
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var servers = new LoadServers();
        await servers.StartAsync(http, options, rows.Any(row => row.NeedsForgetful), pgbench);
        await PrepareAsync(http, servers, rows);

        var (targets, pace) = (new OrderedDictionary<string, Target>(), new Pace());
        var results = await CreateResultsAsync(http, servers, rows, options, targets, pace);
        var memory = new MemoryWatch(http, servers.Shops);
        await WarmUp.RunAsync(targets, TimeSpan.FromSeconds(options.WarmSeconds));
        await MeasureAsync(servers, targets, options, memory);
        Report.Print(results, memory, servers, options, pace);
    }

    private static async Task<List<RowResult>> CreateResultsAsync(
        HttpClient http, LoadServers servers, IReadOnlyList<Row> rows, LoadOptions options,
        OrderedDictionary<string, Target> targets, Pace pace)
    {
        var shops = new List<(string Name, RowTargets Targets)>();
        foreach (var shop in servers.Shops)
        {
            var tag = await TagAsync(http, shop.Product);
            shops.Add((shop.Name, new(http, servers, shop, options.Connections, targets, pace, tag)));
        }
        return [.. rows.SelectMany(row => shops.Select(shop => new RowResult(row, shop.Name, row.Make(shop.Targets))))];
    }

    private static async Task PrepareAsync(HttpClient http, LoadServers servers, IReadOnlyList<Row> rows)
    {
        var body = await http.GetByteArrayAsync(servers.Shops[0].Product);
        var list = await http.GetByteArrayAsync(servers.Shops[0].List);
        await PutAsync(http, new Uri(servers.Floor, "floor"), body);
        await PutAsync(http, new Uri(servers.Floor, "floor/list"), list);
        foreach (var shop in servers.Shops)
        {
            await PutAsync(http, new Uri(shop.Address, "floor"), body);
            if (rows.Any(row => row.NeedsShoppers))
                await shop.SignUpAsync(http, rows.Any(row => row.NeedsPgbench) ? Buyers : 0);
        }
    }

    private static async Task MeasureAsync(
        LoadServers servers, OrderedDictionary<string, Target> targets, LoadOptions options, MemoryWatch memory)
    {
        for (var round = 0; round < options.Rounds; round++)
        {
            Console.WriteLine($"Round {round + 1} of {options.Rounds}");
            var first = round * targets.Count / options.Rounds;
            foreach (var target in targets.Values.Skip(first).Concat(targets.Values.Take(first)))
            {
                await target.RunAsync(TimeSpan.FromSeconds(options.Seconds), keep: true);
                await memory.LookAsync();
                servers.EmptyLogs();
            }
        }
    }

    private static async Task<string> TagAsync(HttpClient http, Uri product)
    {
        using var answer = await http.GetAsync(product);
        return answer.Headers.ETag!.ToString();
    }

    private static async Task PutAsync(HttpClient http, Uri url, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await http.PutAsync(url, content);
        answer.EnsureSuccessStatusCode();
    }
}
