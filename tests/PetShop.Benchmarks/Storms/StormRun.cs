using System.Globalization;

namespace PetShop.Benchmarks.Storms;

/// <summary>
/// Measures the effect of each storm on shoppers: how long cached reads, checkouts and readiness checks take and how
/// they are answered, what Redis keeps, and whether orders and stock are correct afterwards.
/// </summary>
internal static class StormRun
{
    private const int Buyers = 4;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = Number(args, "--seconds", 10);
        var isLimited = !args.Contains("--no-limits");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var shop = new StormShop();
        await shop.StartAsync(http, isLimited);
        var probes = await ProbesAsync(shop);
        Console.WriteLine($"\n{seconds} s each, {Buyers} buyers, rate limits {(isLimited ? "on" : "off")}, "
            + $"{Environment.ProcessorCount} cores; milliseconds\n");
        Console.WriteLine("| storm | probe | answers | p50 | p99 | longest | outcomes |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | --- |");
        foreach (var storm in Storm.All)
            await MeasureAsync(shop, storm, probes, TimeSpan.FromSeconds(seconds));
        var audit = await shop.AuditAsync();
        Console.WriteLine($"\n{audit}");
        return audit.StartsWith("The", StringComparison.Ordinal) ? 0 : 1;
    }

    private static async Task<List<Probe>> ProbesAsync(StormShop shop)
    {
        var reader = shop.From("127.0.0.5");
        var monitor = shop.From("127.0.0.6");
        var product = $"products/{shop.ProductId}";
        List<Probe> probes =
        [
            new("cached product", TimeSpan.FromMilliseconds(10),
                () => StormShop.TryAsync(() => reader.GetAsync(product))),
            new("readiness", TimeSpan.FromMilliseconds(200),
                () => StormShop.TryAsync(() => monitor.GetAsync("health/ready"))),
        ];
        for (var i = 1; i <= Buyers; i++)
        {
            var buyer = await shop.RegisterAsync($"storm-buyer-{i}", $"127.0.1.{i}");
            probes.Add(new($"checkout, buyer {i}", TimeSpan.FromMilliseconds(100), () => shop.OrderAsync(buyer)));
        }
        return probes;
    }

    private static async Task MeasureAsync(StormShop shop, Storm storm, List<Probe> probes, TimeSpan time)
    {
        var before = await shop.RedisBytesAsync();
        using var stop = new CancellationTokenSource(time);
        var measured = probes.Select(probe => probe.RunAsync(stop.Token)).ToList();
        await storm.RageAsync(shop, stop.Token);
        await Task.WhenAll(measured);
        foreach (var probe in probes)
            Console.WriteLine($"| {storm.Name} | {probe.Name} | {probe.Take()} |");
        var kilobytes = (await shop.RedisBytesAsync() - before) / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {storm.Name} | Redis memory | {kilobytes:+0;-0;0} KB | | | | |"));
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
            ? Math.Clamp(int.Parse(args[at + 1], CultureInfo.InvariantCulture), 1, 120)
            : otherwise;
}
