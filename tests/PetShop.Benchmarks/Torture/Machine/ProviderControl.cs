using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>
/// Orders faults at the payment simulator, plays the customer, the bank and the shop's bookkeeper, and reads its books.
/// While it is down, nothing happens.
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
        var pending = await FindAsync("refunds", "pending");
        foreach (var id in pending)
            await SendAsync(HttpMethod.Post, $"_control/refunds/{id}/finish",
                new JsonObject { ["succeeded"] = succeeds() });
        return pending.Count;
    }

    /// <summary>Cardholders contest payments, or parts of them.</summary>
    public async Task DisputeAsync(Random random)
    {
        foreach (var (payment, amount) in await SomeCapturedAsync(random))
            await SendAsync(HttpMethod.Post, "_control/disputes", new JsonObject
            {
                ["payment_intent"] = payment,
                ["amount"] = random.Next(2) == 0 ? null : random.NextInt64(1, amount + 1),
                ["reason"] = "fraudulent",
            });
    }

    /// <summary>Banks decide the open disputes.</summary>
    /// <param name="isWon">Whether the shop wins the next one.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> CloseDisputesAsync(Func<bool> isWon)
    {
        var open = await FindAsync("disputes", "needs_response");
        foreach (var id in open)
            await SendAsync(
                HttpMethod.Post, $"_control/disputes/{id}/close", new JsonObject { ["won"] = isWon() });
        return open.Count;
    }

    /// <summary>Somebody refunds payments, or parts of them, at the provider, past the shop.</summary>
    public async Task RefundAsync(Random random)
    {
        foreach (var (payment, amount) in await SomeCapturedAsync(random))
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["payment_intent"] = payment,
                ["amount"] = random.NextInt64(1, amount + 1).ToString(CultureInfo.InvariantCulture),
            });
            await SendAsync(HttpMethod.Post, "v1/refunds", form);
        }
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
    public Task<List<JsonElement>> ListRefundsAsync() => ListAsync("refunds");

    /// <summary>Where a node gets the provider's messages.</summary>
    public static Uri MessagesOf(Uri node) => new(node, "sales/payments/webhooks/stripe");

    private static string? StateOf(JsonElement delivery) => delivery.GetProperty("state").GetString();

    private async Task<List<string>> FindAsync(string kind, string status) =>
        [.. (await ListAsync(kind)).Where(item => item.GetProperty("status").GetString() == status)
            .Select(item => item.GetProperty("id").GetString()!)];

    private async Task<List<JsonElement>> ListAsync(string kind)
    {
        var items = new List<JsonElement>();
        var path = $"v1/{kind}?limit=100";
        for (var next = path; await SendAsync(HttpMethod.Get, next) is { } page;)
        {
            items.AddRange(page.GetProperty("data").EnumerateArray());
            if (!page.GetProperty("has_more").GetBoolean())
                break;
            next = $"{path}&starting_after={items[^1].GetProperty("id").GetString()}";
        }
        return items;
    }

    /// <summary>Three of the newest payments, with what was captured.</summary>
    private async Task<List<(string Payment, long Captured)>> SomeCapturedAsync(Random random)
    {
        if (await SendAsync(HttpMethod.Get, "v1/payment_intents?limit=100") is not { } page)
            return [];
        var captured = page.GetProperty("data").EnumerateArray()
            .Select(intent => (intent.GetProperty("id").GetString()!, intent.GetProperty("amount_received").GetInt64()))
            .Where(intent => intent.Item2 > 0).ToArray();
        random.Shuffle(captured);
        return [.. captured.Take(3)];
    }

    private async Task<JsonElement?> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var json = body is null ? null : JsonContent.Create(body);
        return await SendAsync(method, path, json);
    }

    private async Task<JsonElement?> SendAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        request.Content = body;
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
