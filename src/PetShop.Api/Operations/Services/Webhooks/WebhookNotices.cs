using PetShop.Api.Core.Database;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Operations.Entities;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>Tells that a subscriber was disabled. Joins the caller's unit of work.</summary>
internal sealed partial class WebhookNotices(IUnitOfWork work, IOutbox outbox, ILogger<WebhookNotices> logger)
{
    public const string DisabledType = "webhook.disabled";

    public void Disabled(Webhook webhook)
    {
        outbox.Add(DisabledType, $"webhook:{webhook.Id}", new()
        {
            ["webhook_id"] = webhook.Id,
            ["url"] = $"/webhooks/{webhook.Id}",
        });
        var (id, failures) = (webhook.Id, webhook.Failures);
        work.OnCommitted(() => LogDisabled(id, failures));
    }

    [LoggerMessage(LogLevel.Error, "Webhook {WebhookId} is disabled: it has failed {Failures} times for days")]
    private partial void LogDisabled(long webhookId, int failures);
}
