using System.Net.Http.Headers;
using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>A request to the shop.</summary>
/// <param name="Key">The Idempotency-Key; null for none.</param>
/// <param name="Cart">The token of a guest's cart; null for none.</param>
internal sealed record Call(
    HttpMethod Method, string Path, object? Body = null, string? Key = null, string? Cart = null);

/// <summary>Sends requests and never throws: what goes wrong is an answer too.</summary>
internal sealed class TortureClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <param name="patience">When the client hangs up; null for its usual time.</param>
    public async Task<Answer> SendAsync(Uri node, Call call, string? token, TimeSpan? patience = null)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(node, call.Path));
        if (call.Body is not null)
            request.Content = JsonContent.Create(call.Body);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (call.Key is not null)
            request.Headers.Add("Idempotency-Key", call.Key);
        if (call.Cart is not null)
            request.Headers.Add("Cart-Token", call.Cart);
        using var hangUp = new CancellationTokenSource(patience ?? Timeout.InfiniteTimeSpan);
        try
        {
            using var answer = await _http.SendAsync(request, hangUp.Token);
            var body = Parse(await answer.Content.ReadAsByteArrayAsync(hangUp.Token));
            return new((int)answer.StatusCode, ProblemOf(answer, body), body,
                answer.Headers.Contains("Idempotent-Replayed"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return Answer.None;
        }
    }

    public void Dispose() => _http.Dispose();

    private static string ProblemOf(HttpResponseMessage answer, JsonElement body) => answer.IsSuccessStatusCode ? ""
        : body.ValueKind == JsonValueKind.Object && body.TryGetProperty("type", out var type)
            ? type.GetString()!.Split('/')[^1]
            : "without a problem";

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
