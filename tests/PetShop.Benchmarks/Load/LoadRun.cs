using System.Globalization;
using System.Text.Json;

namespace PetShop.Benchmarks.Load;

/// <summary>
/// The cached read of a product against an empty MVC action that hands out the same bytes: bare, and behind the shop's pipeline.
/// Rounds are interleaved, so that a noisy machine is noisy to all alike; the ratios are what counts.
/// </summary>
internal static class LoadRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = LoadOptions.Parse(args);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var servers = new Servers();
        await servers.StartAsync(http);
        var product = await FirstProductAsync(http, servers.Shop);
        var body = await http.GetByteArrayAsync(product);
        foreach (var server in new[] { servers.Floor, servers.Shop })
            await PutFloorAsync(http, server, body);

        Target[] targets =
        [
            new("empty action, bare", new Uri(servers.Floor, "floor")),
            new("empty action, behind the shop's pipeline", new Uri(servers.Shop, "floor")),
            new("GET /products/{id}, cached", product),
        ];
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var target in targets.Skip(round % targets.Length).Concat(targets.Take(round % targets.Length)))
                await target.MeasureAsync(http, options.Connections, TimeSpan.FromSeconds(options.Seconds), keep: round > 0);
        }
        Print(targets, options, body.Length);
        return 0;
    }

    private static async Task<Uri> FirstProductAsync(HttpClient http, Uri shop)
    {
        var page = await http.GetFromJsonAsync<JsonElement>(new Uri(shop, "products?limit=1"));
        return new Uri(shop, "products/" + page.GetProperty("items")[0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture));
    }

    private static async Task PutFloorAsync(HttpClient http, Uri server, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await http.PutAsync(new Uri(server, "floor"), content);
        answer.EnsureSuccessStatusCode();
    }

    private static void Print(Target[] targets, LoadOptions options, int bytes)
    {
        var culture = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(culture, $"\n{options.Rounds} rounds of {options.Seconds} s, {options.Connections} connections, {bytes} bytes, {Environment.ProcessorCount} cores; medians\n"));
        Console.WriteLine("| what | requests/s | CPU µs a request | CPU × bare | CPU × behind the pipeline |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var target in targets)
            Console.WriteLine(string.Create(culture, $"| {target.Name} | {target.Rate:F0} | {target.Cost:F1} | {target.Cost / targets[0].Cost:F2} | {target.Cost / targets[1].Cost:F2} |"));
    }
}
