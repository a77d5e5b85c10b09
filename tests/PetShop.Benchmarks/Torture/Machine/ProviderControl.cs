using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>
/// Orders faults at the payment simulator, plays the customer and the bank, and reads its books. While it is down,
/// nothing happens.
/// </summary>
internal sealed class ProviderControl(Uri address, string apiKey, HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<bool> AnswersAsync() => await SendAsync(HttpMethod.Get, "_control/faults") is not null;

    public Task MisbehaveAsync(JsonObject fault) => SendAsync(HttpMethod.Post, "_control/faults", fault);

    /// <summary>Removes all faults.</summary>
    public Task CalmAsync() => SendAsync(HttpMethod.Delete, "_control/faults");

    /// <summary>Its messages go to this node until the next start.</summary>
    public Task SendMessagesToAsync(Uri node) =>
        SendAsync(HttpMethod.Put, "_control/webhook", new JsonObject { ["url"] = MessagesOf(node).ToString() });

    /// <summary>The customer does what the bank asks for.</summary>
    public Task AuthenticateAsync(string payment, bool authorised) => SendAsync(HttpMethod.Post,
        $"_control/payment_intents/{payment}/authenticate", new JsonObject { ["authorised"] = authorised });

    /// <summary>The bank finishes the refunds that are under way.</summary>
    /// <param name="succeeds">Whether the next one succeeds.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> FinishRefundsAsync(Func<bool> succeeds)
    {
        var pending = (await ListRefundsAsync()).Where(refund => refund.GetProperty("status").GetString() == "pending")
            .Select(refund => refund.GetProperty("id").GetString()).ToList();
        foreach (var id in pending)
            await SendAsync(HttpMethod.Post, $"_control/refunds/{id}/finish",
                new JsonObject { ["succeeded"] = succeeds() });
        return pending.Count;
    }

    /// <summary>Sends messages now that did not arrive and would be sent again later.</summary>
    /// <returns>How many have not arrived.</returns>
    public async Task<int> ResendAsync()
    {
        var deliveries = await SendAsync(HttpMethod.Get, "_control/deliveries") is { } all
            ? all.EnumerateArray().ToLookup(delivery => delivery.GetProperty("event").GetString()!) : null;
        var missing = deliveries?.Where(tries => tries.Any(delivery => StateOf(delivery) == "Pending")
            && !tries.Any(delivery => StateOf(delivery) == "Delivered")).Select(tries => tries.Key).ToList() ?? [];
        foreach (var id in missing)
            await SendAsync(HttpMethod.Post, $"_control/events/{id}/resend", new JsonObject());
        return deliveries is null ? 1 : missing.Count;
    }

    /// <summary>Every payment with what was captured and refunded.</summary>
    public async Task<string> ReconcileAsync() =>
        (await SendAsync(HttpMethod.Get, "_control/reconciliation")
            ?? throw new InvalidOperationException("The payment provider does not answer."))
        .GetProperty("payments").GetRawText();

    /// <summary>All refunds.</summary>
    public async Task<List<JsonElement>> ListRefundsAsync()
    {
        var refunds = new List<JsonElement>();
        var path = "v1/refunds?limit=100";
        for (var next = path; await SendAsync(HttpMethod.Get, next) is { } page;)
        {
            refunds.AddRange(page.GetProperty("data").EnumerateArray());
            if (!page.GetProperty("has_more").GetBoolean())
                break;
            next = $"{path}&starting_after={refunds[^1].GetProperty("id").GetString()}";
        }
        return refunds;
    }

    /// <summary>Where a node gets the provider's messages.</summary>
    public static Uri MessagesOf(Uri node) => new(node, "sales/payments/webhooks/stripe");

    private static string? StateOf(JsonElement delivery) => delivery.GetProperty("state").GetString();

    private async Task<JsonElement?> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        try
        {
            using var answer = await http.SendAsync(request, patience.Token);
            var text = await answer.Content.ReadAsStringAsync(patience.Token);
            return !answer.IsSuccessStatusCode ? null
                : text.Length == 0 ? default(JsonElement) : JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
