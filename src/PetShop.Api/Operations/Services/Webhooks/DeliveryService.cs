using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Queue;
using PetShop.Api.Operations.Dtos.Webhooks;
using PetShop.Api.Operations.Entities;
using PetShop.Api.Operations.Repositories;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>What is sent to a subscriber: reading, repeating, trying.</summary>
public interface IDeliveryService
{
    /// <exception cref="ShopException">404.</exception>
    Task<Page<DeliveryResponse>> ListAsync(long webhookId, DeliveryFilter filter, CancellationToken ct);

    /// <summary>Sends an event again, whatever became of it.</summary>
    /// <exception cref="ShopException">404: the webhook or the delivery; 409: the webhook is disabled; 410: the event
    /// is no longer kept.</exception>
    Task<DeliveryResponse> RetryAsync(long webhookId, long cursor, CancellationToken ct);

    /// <summary>Sends the events from a cursor on again, a part of them at a time.</summary>
    /// <exception cref="ShopException">400, 404; 409: the webhook is disabled; 410: events since then are no longer
    /// kept.</exception>
    Task<ReplayResponse> ReplayAsync(long webhookId, long since, CancellationToken ct);

    /// <summary>Sends a test message at once.</summary>
    /// <exception cref="ShopException">404.</exception>
    Task<WebhookTestResponse> TestAsync(long webhookId, CancellationToken ct);
}

internal sealed class DeliveryService(
    IUnitOfWork work, WebhookRepository webhooks, DeliveryRepository deliveries, WebhookConsumer consumer,
    IWorkQueue queue, WebhookSender sender, IEventLog log) : IDeliveryService
{
    private const string ListName = "deliveries";
    private const int ReplayedAtOnce = 500;

    public async Task<Page<DeliveryResponse>> ListAsync(long webhookId, DeliveryFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        await FindAsync(webhookId, ct);
        var rows = await deliveries.ListAsync(webhookId, filter.State, before, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, row => Cursor.Encode<long?>(ListName, row.Cursor))
            .Map(DeliveryResponse.From);
    }

    public async Task<DeliveryResponse> RetryAsync(long webhookId, long cursor, CancellationToken ct)
    {
        var webhook = await FindEnabledAsync(webhookId, ct);
        if (await deliveries.FindAsync(webhookId, cursor, ct) is null)
            throw ShopException.NotFound($"Webhook {webhookId} has no delivery {cursor}.");
        var page = await log.ReadAsync(cursor - 1, 1, types: null, ct);
        await SendAgainAsync(webhook, page.Events, ct);
        return DeliveryResponse.From((await deliveries.FindAsync(webhookId, cursor, ct))!);
    }

    public async Task<ReplayResponse> ReplayAsync(long webhookId, long since, CancellationToken ct)
    {
        var webhook = await FindEnabledAsync(webhookId, ct);
        var types = webhook.EventTypes is { Length: > 0 } wanted ? wanted : null;
        var page = await log.ReadAsync(since - 1, ReplayedAtOnce, types, ct, nameof(since));
        await SendAgainAsync(webhook, page.Events, ct);
        var isMore = page.Events.Count == ReplayedAtOnce;
        return new() { Queued = page.Events.Count, NextSince = isMore ? page.NextAfter + 1 : null };
    }

    public async Task<WebhookTestResponse> TestAsync(long webhookId, CancellationToken ct)
    {
        var webhook = await FindAsync(webhookId, ct);
        var attempt = await sender.TestAsync(webhook, ct);
        return new()
        {
            Delivered = attempt.State == DeliveryState.Delivered,
            Status = attempt.Status,
            Answer = attempt.Answer,
            Error = attempt.Error,
        };
    }

    /// <summary>Also what has been accepted or given up. What waits keeps its place among its order's.</summary>
    private Task SendAgainAsync(
        Webhook webhook, IReadOnlyList<PublishedEvent> events, CancellationToken ct) => work.CommitAsync(async () =>
    {
        foreach (var item in await consumer.QueueAsync(webhook, events, ct))
            queue.Repeat(item);
    }, ct);

    private async Task<Webhook> FindEnabledAsync(long id, CancellationToken ct) =>
        await FindAsync(id, ct) is { IsEnabled: true } webhook ? webhook : throw WebhookProblems.IsDisabled(id);

    private async Task<Webhook> FindAsync(long id, CancellationToken ct) =>
        await webhooks.FindAsync(id, ct) ?? throw WebhookProblems.HasNone(id);
}
