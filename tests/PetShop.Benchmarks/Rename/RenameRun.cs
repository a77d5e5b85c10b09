using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using PetShop.Benchmarks.Load;

namespace PetShop.Benchmarks.Rename;

/// <summary>
/// Renames the largest category while customers buy from it, and measures how soon the new name is shown, how soon
/// searches find it, and how it affects the customers.
/// </summary>
internal static class RenameRun
{
    private const int DefaultRows = 100_000;
    private const int Customers = 8;
    private const string Admin = "admin";
    private const string Password = "wet nose cold morning";
    private const string NewName = "Zwieback";
    private static readonly TimeSpan Undisturbed = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] args)
    {
        var rows = args.Length > 0
            ? int.Parse(args[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            : DefaultRows;
        await using var servers = new Servers();
        using var http = new HttpClient { BaseAddress = servers.Shop };
        await servers.StartAsync(http, _ => new()
        {
            ["BootstrapAdmin__Username"] = Admin, ["BootstrapAdmin__Password"] = Password,
            ["BootstrapAdmin__Email"] = "admin@example.com",
            ["Seed__Catalogue"] = "false", ["Orders__MaxUnpaid"] = "0", ["Orders__MaxUnpaidUnits"] = "0",
            ["RateLimits__Enabled"] = "false",
        });
        http.DefaultRequestHeaders.Authorization = await Buyers.SignInAsync(http, Admin, Password);
        for (var i = 1; i <= ManyProducts.Brands; i++)
            (await http.PostAsJsonAsync("products/brands", new { name = $"Maker {i}" })).EnsureSuccessStatusCode();
        await using var database = NpgsqlDataSource.Create(servers.Database);
        var products = new ManyProducts(database);
        Console.WriteLine($"Adding {rows} products");
        await products.AddAsync(rows);

        var buyers = new Buyers(servers.Shop, await products.SomeOfLargestAsync());
        await buyers.SignUpAsync(Customers);
        await MeasureAsync(TimeSpan.FromSeconds(5), buyers);       // warm-up

        var before = await MeasureAsync(Undisturbed, buyers);
        var (during, shown, renewed) = await MeasureRenamingAsync(http, buyers, products);
        var (category, found) = (await products.CountLargestAsync(), await products.CountFoundAsync(NewName));
        Print(rows, category, shown, renewed, before, during);
        if (found == category)
            return 0;
        Console.Error.WriteLine($"{found} of {category} products are found by the new name.");
        return 1;
    }

    private static async Task<(double[] Times, int Refused)> MeasureAsync(TimeSpan time, Buyers buyers)
    {
        using var stop = new CancellationTokenSource(time);
        return await buyers.BuyAsync(stop.Token);
    }

    private static async Task<((double[] Times, int Refused) During, TimeSpan Shown,
        TimeSpan Renewed)> MeasureRenamingAsync(
            HttpClient http, Buyers buyers, ManyProducts products)
    {
        var product = new Uri($"products/{(await products.SomeOfLargestAsync())[0]}", UriKind.Relative);
        var category = new Uri($"products/categories/{await products.IdOfLargestAsync()}", UriKind.Relative);
        using var anyone = new HttpClient { BaseAddress = http.BaseAddress };
        await anyone.GetStringAsync(product);        // cached
        using var stop = new CancellationTokenSource();
        var buying = buyers.BuyAsync(stop.Token);
        var started = Stopwatch.GetTimestamp();
        (await http.PutAsJsonAsync(category, new { name = NewName })).EnsureSuccessStatusCode();
        while ((await anyone.GetFromJsonAsync<JsonElement>(product)).GetProperty("category_name")
            .GetString() != NewName)
            await Task.Delay(1);
        var shown = Stopwatch.GetElapsedTime(started);
        while (!await products.IsRenewedAsync())
            await Task.Delay(20);
        var renewed = Stopwatch.GetElapsedTime(started);
        await stop.CancelAsync();
        return (await buying, shown, renewed);
    }

    private static void Print(
        int rows, long category, TimeSpan shown, TimeSpan renewed, (double[] Times, int Refused) before,
        (double[] Times, int Refused) during)
    {
        var culture = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(culture, $"""

            {rows} products, {category} of them in the category; {Customers} customers;
            {Environment.ProcessorCount} cores; PostgreSQL without fsync

            The new name shows after {shown.TotalMilliseconds:F0} ms;
            all its products are found by it after {renewed.TotalSeconds:F1} s.

            | checkouts | number | refused | p50 ms | p99 ms | longest ms |
            | --- | ---: | ---: | ---: | ---: | ---: |
            {Row("before", before)}
            {Row("while the search words are renewed", during)}
            """));

        string Row(string name, (double[] Times, int Refused) figures) => string.Create(culture,
            $"| {name} | {figures.Times.Length} | {figures.Refused} | {Buyers.Percentile(figures.Times, 50)} | "
            + $"{Buyers.Percentile(figures.Times, 99)} | {Buyers.Percentile(figures.Times, 100)} |");
    }
}
