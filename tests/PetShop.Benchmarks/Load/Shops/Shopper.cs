using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>A customer who is signed in.</summary>
internal sealed record Shopper(long Id, string Token)
{
    public const string Address = "12 Harbour Street, 20457 Hamburg, Germany";
    private const string Password = "a bone under the apple tree";
    private const int AtOnce = 8;

    /// <summary>Registers this number of customers and signs them in.</summary>
    public static Task<Shopper[]> SignUpAsync(HttpClient http, Uri shop, string name, int count) =>
        ForEachAsync(Enumerable.Range(1, count), i => SignUpAsync(http, shop, $"{name}-{i}"));

    /// <summary>Replaces the contents of the cart with these products.</summary>
    public Task FillCartAsync(HttpClient http, Uri shop, IEnumerable<long> products)
    {
        var items = products.Select(id => new { product_id = id, quantity = 1 });
        return SendAsync(http, HttpMethod.Put, CartOf(shop), new { items });
    }

    /// <summary>Orders these products.</summary>
    public Task OrderAsync(HttpClient http, Uri shop, IEnumerable<long> products)
    {
        var items = products.Select(id => new { product_id = id, quantity = 1 });
        var order = new { items, shipping_address = Address };
        return SendAsync(http, HttpMethod.Post, new Uri(shop, "sales/orders"), order);
    }

    public Uri CartOf(Uri shop) => new(shop, string.Create(CultureInfo.InvariantCulture, $"sales/carts/{Id}"));

    /// <summary>Runs the action for all items, several at a time.</summary>
    private static async Task<TResult[]> ForEachAsync<T, TResult>(IEnumerable<T> all, Func<T, Task<TResult>> act)
    {
        using var gate = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(all.Select(async one =>
        {
            await gate.WaitAsync();
            try
            {
                return await act(one);
            }
            finally
            {
                gate.Release();
            }
        }));
    }

    private static async Task<Shopper> SignUpAsync(HttpClient http, Uri shop, string username)
    {
        var account = new { username, email = username + "@example.com", password = Password };
        using var registered = await http.PostAsJsonAsync(new Uri(shop, "auth/register"), account);
        registered.EnsureSuccessStatusCode();
        var credentials = new { username, password = Password };
        using var answer = await http.PostAsJsonAsync(new Uri(shop, "auth/login"), credentials);
        answer.EnsureSuccessStatusCode();
        var signedIn = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var user = signedIn.GetProperty("user");
        return new(user.GetProperty("id").GetInt64(), signedIn.GetProperty("token").GetString()!);
    }

    private async Task SendAsync(HttpClient http, HttpMethod method, Uri url, object body)
    {
        using var request = new HttpRequestMessage(method, url) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{url}: {await answer.Content.ReadAsStringAsync()}");
    }
}
