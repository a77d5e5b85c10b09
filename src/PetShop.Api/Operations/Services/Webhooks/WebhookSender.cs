using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Outgoing;
using PetShop.Api.Core.Text;
using PetShop.Api.Operations.Entities;
using PetShop.Api.Operations.Repositories;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>Sends one message to a subscriber. Needs no database.</summary>
internal sealed class WebhookSender(IOptions<WebhookOptions> options, WebhookSecrets secrets, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BodyLimit = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker _http = OutgoingHttp.Create(options.Value.AllowPrivateAddresses);

    /// <summary>Sends an event. Failures are part of the result.</summary>
    public Task<DeliveryAttempt> SendAsync(Webhook webhook, PublishedEvent made, CancellationToken ct) =>
        SendAsync(webhook, made.Id, made, ct);

    /// <summary>Sends a message about nothing, with an id of its own. Failures are part of the result.</summary>
    public Task<DeliveryAttempt> TestAsync(Webhook webhook, CancellationToken ct) => SendAsync(
        webhook, $"test_{Guid.CreateVersion7():N}",
        new(0, "webhook.test", $"webhook:{webhook.Id}", clock.GetStoredNow(), JsonElement.Parse("{}")), ct);

    public void Dispose() => _http.Dispose();

    /// <param name="id">By which the subscriber sees that it has the message already.</param>
    private async Task<DeliveryAttempt> SendAsync(
        Webhook webhook, string id, PublishedEvent made, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        try
        {
            using var request = RequestFor(webhook, id, made, now);
            using var response = await _http.SendAsync(request, limit.Token);
            var state = response.IsSuccessStatusCode ? DeliveryState.Delivered : DeliveryState.Pending;
            return new(state, now, (int)response.StatusCode, await BeginningAsync(response, ct), Error: null);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is not OutOfMemoryException)
        {
            var error = e is OperationCanceledException ? $"No answer within {Limit.TotalSeconds:0} s." : e.Message;
            return new(DeliveryState.Pending, now, null, null, ShownText.Of(error, WebhookDelivery.ErrorLength));
        }
    }

    private HttpRequestMessage RequestFor(Webhook webhook, string id, PublishedEvent made, DateTimeOffset now)
    {
        var body = new JsonObject
        {
            ["type"] = made.Type,
            ["timestamp"] = made.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["cursor"] = made.Cursor,
            ["key"] = made.Key,
            ["data"] = JsonNode.Parse(made.Data.GetRawText()),
        }.ToJsonString();
        return new(HttpMethod.Post, webhook.Url)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            Headers =
            {
                { "User-Agent", "PetShop-Webhooks" },
                { "webhook-id", id },
                { "webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", secrets.Sign(webhook, id, now, body) },
            },
        };
    }

    /// <summary>
    /// What is shown of an answer. The rest is not read. Whatever becomes of it, the status is what counts.
    /// </summary>
    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var bytes = new byte[4 * WebhookDelivery.AnswerLength];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(BodyLimit);
        var read = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            for (var count = 1; count > 0 && read < bytes.Length; read += count)
                count = await stream.ReadAsync(bytes.AsMemory(read), limit.Token);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException
            && !ct.IsCancellationRequested)
        {
            // what came is shown
        }
        return ShownText.Of(Encoding.UTF8.GetString(bytes, 0, read), WebhookDelivery.AnswerLength);
    }
}
