using PetShop.Api.Core.Database;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;
using PetShop.Api.Operations.Entities;
using PetShop.Api.Operations.Repositories;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>
/// Sends an event to a subscriber: for a day, with growing pauses. Then the delivery has failed, which an admin sees
/// and can repeat, and the next of its key goes on. While a subscriber cannot be reached, its other messages wait
/// instead of trying too.
/// </summary>
internal sealed class WebhookHandler(
    IUnitOfWork work, WebhookRepository webhooks, DeliveryRepository deliveries, WebhookSender sender, IEventLog log,
    WebhookNotices notices, TimeProvider clock) : IWorkHandler
{
    private static readonly TimeSpan SuccessEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(1);

    public string Queue => WebhookQueue.Name;

    public QueuePolicy Policy { get; } = new()
    {
        Attempts = null,
        FirstPause = TimeSpan.FromSeconds(5),
        AtOnce = 8,
    };

    public async Task HandleAsync(Work work, CancellationToken ct)
    {
        var message = work.Read(WebhookJson.Default.WebhookMessage);
        if (await webhooks.FindAsync(message.WebhookId, ct) is not { } webhook)
            return;
        if (!webhook.IsEnabled)
            await GiveUpAsync(message, "The webhook is disabled.", ct);
        else if (webhook.PausedUntil is { } until && until > clock.GetUtcNow())
            throw new WorkPostponedException(until);
        else if (await log.FindAsync(message.Cursor, ct) is not { } made)
            await GiveUpAsync(message, "The event is no longer kept.", ct);
        else
            await SendAsync(webhook, message, made, clock.GetUtcNow() - work.AddedAt >= TriedFor, ct);
    }

    private async Task SendAsync(
        Webhook webhook, WebhookMessage message, PublishedEvent made, bool isLast, CancellationToken ct)
    {
        var attempt = await sender.SendAsync(webhook, made, ct);
        var isDelivered = attempt.State == DeliveryState.Delivered;
        if (!isDelivered && isLast)
            attempt = attempt with { State = DeliveryState.Failed };
        await RecordAsync(webhook, message, attempt);
        if (!isDelivered && !isLast)
            throw new HttpRequestException(attempt.Error ?? $"The answer was {attempt.Status}.");
    }

    /// <summary>Without a token: the subscriber has the message already.</summary>
    private Task RecordAsync(Webhook seen, WebhookMessage message, DeliveryAttempt attempt) =>
        work.CommitAsync(async () =>
        {
            await deliveries.RecordAsync(message.WebhookId, message.Cursor, attempt, CancellationToken.None);
            var isDelivered = attempt.State == DeliveryState.Delivered;
            if (isDelivered && seen.FailingSince is null && attempt.At - seen.LastSuccessAt < SuccessEvery)
                return;     // nothing new: messages to one subscriber need not wait for each other
            if (await webhooks.LockAsync(message.WebhookId, CancellationToken.None) is not { } webhook)
                return;
            if (isDelivered)
                webhook.Succeed(attempt.At);
            else if (webhook.Fail(attempt.IsUnreachable, clock.GetStoredNow()))
                notices.Disabled(webhook);
            await webhooks.SaveAsync(CancellationToken.None);
        }, CancellationToken.None);

    private Task GiveUpAsync(WebhookMessage message, string reason, CancellationToken ct) =>
        deliveries.GiveUpAsync(message.WebhookId, message.Cursor, reason, ct);
}
