using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Operations.Dtos.Webhooks;
using PetShop.Api.Operations.Entities;
using PetShop.Api.Operations.Repositories;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>Manages the subscribers to events. Requests must be validated.</summary>
public interface IWebhookService
{
    Task<WebhookListResponse> ListAsync(CancellationToken ct);

    /// <exception cref="ShopException">404.</exception>
    Task<VersionedWebhook> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">409: there are too many.</exception>
    Task<WebhookSecretResponse> CreateAsync(CreateWebhookRequest request, CancellationToken ct);

    /// <exception cref="ShopException">404; 412: it was changed since.</exception>
    Task<VersionedWebhook> UpdateAsync(
        long id, UpdateWebhookRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Makes a new secret. The old one stays valid for a day.</summary>
    /// <exception cref="ShopException">404.</exception>
    Task<WebhookSecretResponse> RotateAsync(long id, CancellationToken ct);

    /// <summary>Removes a subscriber. Its deliveries can no longer be read.</summary>
    /// <exception cref="ShopException">404.</exception>
    Task RemoveAsync(long id, CancellationToken ct);
}

/// <summary>A subscriber and its version.</summary>
public sealed record VersionedWebhook(WebhookResponse Webhook, long Version);

internal sealed class WebhookService(
    IUnitOfWork work, WebhookRepository webhooks, WebhookSecrets secrets, TimeProvider clock) : IWebhookService
{
    public async Task<WebhookListResponse> ListAsync(CancellationToken ct) =>
        new() { Items = (await webhooks.ListAsync(ct)).ConvertAll(WebhookResponse.From) };

    public async Task<VersionedWebhook> GetAsync(long id, CancellationToken ct) =>
        Versioned(await webhooks.FindAsync(id, ct) ?? throw WebhookProblems.HasNone(id));

    public Task<WebhookSecretResponse> CreateAsync(
        CreateWebhookRequest request, CancellationToken ct) => work.CommitAsync(async () =>
        {
            if (await webhooks.LockAndCountAsync(ct) >= WebhookProblems.MaxWebhooks)
                throw WebhookProblems.TooMany();
            var (shown, stored) = secrets.Create();
            var webhook = Webhook.Create(
                request.Url!, TextOf(request.Description), TypesOf(request.EventTypes), stored, clock.GetStoredNow());
            await webhooks.AddAsync(webhook, ct);
            return new WebhookSecretResponse { Webhook = WebhookResponse.From(webhook), Secret = shown };
        }, ct);

    public Task<VersionedWebhook> UpdateAsync(
        long id, UpdateWebhookRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var webhook = await webhooks.LockAsync(id, ct) ?? throw WebhookProblems.HasNone(id);
            ifMatch.Require(webhook.Version);
            webhook.MoveTo(request.Url.Or(webhook.Url)!);
            webhook.Description = request.Description.IsSet
                ? TextOf(request.Description.Value) : webhook.Description;
            if (request.EventTypes.IsSet)
                webhook.EventTypes = TypesOf(request.EventTypes.Value);
            webhook.Enable(request.Enabled.Or(webhook.IsEnabled)!.Value);
            webhook.MarkEdited();
            await webhooks.SaveAsync(ct);
            return Versioned(webhook);
        }, ct);

    public Task<WebhookSecretResponse> RotateAsync(long id, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var webhook = await webhooks.LockAsync(id, ct) ?? throw WebhookProblems.HasNone(id);
        var (shown, stored) = secrets.Create();
        webhook.Rotate(stored, clock.GetStoredNow());
        webhook.MarkEdited();
        await webhooks.SaveAsync(ct);
        return new WebhookSecretResponse { Webhook = WebhookResponse.From(webhook), Secret = shown };
    }, ct);

    public Task RemoveAsync(long id, CancellationToken ct) => work.CommitAsync(async () =>
        await webhooks.RemoveAsync(
            await webhooks.LockAsync(id, ct) ?? throw WebhookProblems.HasNone(id), ct), ct);

    private static VersionedWebhook Versioned(Webhook webhook) => new(WebhookResponse.From(webhook), webhook.Version);

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] TypesOf(IReadOnlyList<string>? types) =>
        [.. (types ?? []).Distinct().Order(StringComparer.Ordinal)];
}
