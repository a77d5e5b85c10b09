using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace PetShop.IntegrationTests.Shop;

/// <summary>
/// Sends requests to a node. Bodies are written unchanged: anonymous objects name their members in snake_case.
/// </summary>
public class ShopCaller
{
    public ShopCaller(ShopNode node, string? token = null)
    {
        Http = node.NewClient();
        if (token is not null)
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public HttpClient Http { get; }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> DeleteAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Delete, path, body);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, body, key is null ? [] : [("Idempotency-Key", key)]);

    public Task<HttpResponseMessage> PutAsync(string path, object body, string? ifMatch = null) =>
        ChangeAsync(HttpMethod.Put, path, body, ifMatch);

    public Task<HttpResponseMessage> PatchAsync(string path, object body, string? ifMatch = null) =>
        ChangeAsync(HttpMethod.Patch, path, body, ifMatch);

    /// <summary>Sends JSON exactly as written.</summary>
    public Task<HttpResponseMessage> SendTextAsync(
        HttpMethod method, string path, string body, string mediaType = "application/json") =>
        SendAsync(method, path, new StringContent(body, Encoding.UTF8, mediaType));

    /// <param name="body">An object to write as JSON, or an <see cref="HttpContent"/> to send as it is.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => JsonContent.Create(body, body.GetType(), options: JsonReading.AsWritten),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    private Task<HttpResponseMessage> ChangeAsync(HttpMethod method, string path, object body, string? ifMatch) =>
        SendAsync(method, path, body, ifMatch is null ? [] : [("If-Match", ifMatch)]);
}
