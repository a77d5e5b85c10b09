using System.Net.Http.Headers;
using System.Text.Json;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Webhooks;

/// <summary>Sends one delivery, and notes what came of it.</summary>
internal sealed partial class WebhookSender(
    Ledger ledger, WebhookEndpoint endpoint, TimeProvider time, ILogger<WebhookSender> logger) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Attempts a delivery; if it fails, it is due again after a pause.</summary>
    public async Task SendAsync(Delivery delivery, CancellationToken ct)
    {
        var happened = ledger.Read(tables => tables.Events.Find(delivery.Event))!;
        var (status, error) = endpoint.Url is { } url
            ? await PostAsync(url, happened, ct) : (null, "There is no endpoint.");
        ledger.Commit(change => change.Put(Outcome(change, delivery.Id, happened, status, error)));
    }

    public void Dispose() => _http.Dispose();

    private Delivery Outcome(Change change, string id, ProviderEvent happened, int? status, string? error)
    {
        var delivery = change.Tables.Deliveries.Find(id)!;
        var attempts = delivery.Attempts + 1;
        var isOver = change.Now - happened.Created > (long)WebhookEndpoint.GiveUpAfter.TotalSeconds;
        return delivery with
        {
            Attempts = attempts,
            LastStatus = status,
            LastError = error,
            SendAt = change.NowMilliseconds + (long)endpoint.PauseAfter(attempts).TotalMilliseconds,
            State = status is >= 200 and < 300 ? DeliveryState.Delivered
                : isOver ? DeliveryState.GivenUp : DeliveryState.Pending,
        };
    }

    private async Task<(int? Status, string? Error)> PostAsync(Uri url, ProviderEvent happened, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(happened, ObjectsJson.Default.ProviderEvent);
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.UserAgent.ParseAdd("PetShop-PaymentSimulator/1.0");
        request.Headers.TryAddWithoutValidation(WebhookSignature.Header,
            WebhookSignature.Of(body, endpoint.Secret, time.GetUtcNow().ToUnixTimeSeconds()));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : "The endpoint refused it.");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException
            && !ct.IsCancellationRequested)
        {
            LogFailed(happened.Id, url, e.Message);
            return (null, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "The webhook {Event} did not reach {Url}: {Reason}")]
    private partial void LogFailed(string @event, Uri url, string reason);
}
