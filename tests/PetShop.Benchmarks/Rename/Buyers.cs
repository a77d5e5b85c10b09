using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PetShop.Benchmarks.Rename;

/// <summary>Customers who buy from one category without a pause, each with their own session.</summary>
internal sealed class Buyers(Uri shop, long[] products)
{
    private const int Lines = 3;
    private readonly List<HttpClient> _clients = [];
    private ConcurrentQueue<double> _times = new();
    private int _refused;

    /// <summary>Registers this number of customers and signs them in.</summary>
    public async Task SignUpAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var http = new HttpClient { BaseAddress = shop };
            var account = new
            {
                username = $"buyer{i}", email = $"buyer{i}@example.com", password = "correct horse battery staple"
            };
            (await http.PostAsJsonAsync("auth/register", account)).EnsureSuccessStatusCode();
            http.DefaultRequestHeaders.Authorization = await SignInAsync(http, account.username, account.password);
            _clients.Add(http);
        }
    }

    public static async Task<AuthenticationHeaderValue> SignInAsync(HttpClient http, string username, string password)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(http.BaseAddress!, "auth/login"),
            new { username, password });
        answer.EnsureSuccessStatusCode();
        return new("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
    }

    /// <summary>All customers buy until they are told to stop.</summary>
    /// <returns>The duration of each checkout, and the number of responses other than 201.</returns>
    public async Task<(double[] Milliseconds, int Refused)> BuyAsync(CancellationToken stop)
    {
        (_times, _refused) = (new(), 0);
        await Task.WhenAll(
            _clients.Select((http, i) => Task.Run(() => BuyAsync(http, new Random(i), stop), CancellationToken.None)));
        return ([.. _times.Order()], _refused);
    }

    private async Task BuyAsync(HttpClient http, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var ids = Enumerable.Range(0, Lines).Select(_ => products[random.Next(products.Length)]).Distinct();
            var order = new
            {
                items = ids.Select(id => new { product_id = id, quantity = 1 }).ToArray(),
                shipping_address = "1 Kennel Lane, Barkham"
            };
            var started = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsJsonAsync("sales/orders", order, CancellationToken.None);
            _times.Enqueue(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if ((int)answer.StatusCode != StatusCodes.Status201Created)
                Interlocked.Increment(ref _refused);
        }
    }

    /// <summary>The value that the given percentage of the times do not exceed.</summary>
    public static string Percentile(double[] sorted, int percent) => sorted.Length == 0
        ? "-"
        : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)].ToString(
            "F1", CultureInfo.InvariantCulture);
}
