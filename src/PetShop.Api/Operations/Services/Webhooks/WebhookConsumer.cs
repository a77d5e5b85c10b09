using PetShop.Api.Core.Database;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;
using PetShop.Api.Operations.Entities;
using PetShop.Api.Operations.Repositories;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>Hands events to their subscribers' queue.</summary>
internal sealed class WebhookConsumer(WebhookRepository webhooks, DeliveryRepository deliveries, TimeProvider clock)
    : IEventConsumer
{
    public async Task<IEnumerable<WorkItem>> FollowAsync(
        IReadOnlyList<PublishedEvent> events, CancellationToken ct)
    {
        var items = new List<WorkItem>();
        foreach (var webhook in (await webhooks.ListAsync(ct)).Where(webhook => webhook.IsEnabled))
            items.AddRange(await QueueAsync(webhook, [.. events.Where(made => webhook.Wants(made.Type))], ct));
        return items;
    }

    /// <summary>Stores what is to be sent. Joins the caller's unit of work.</summary>
    /// <returns>The work that sends it.</returns>
    public async Task<IEnumerable<WorkItem>> QueueAsync(
        Webhook webhook, IReadOnlyList<PublishedEvent> events, CancellationToken ct)
    {
        if (events.Count > 0)
            await deliveries.AddAsync(
                webhook.Id, [.. events.Select(made => (made.Cursor, made.Type))], clock.GetStoredNow(), ct);
        return events.Select(made => WebhookQueue.Item(webhook.Id, made));
    }
}
