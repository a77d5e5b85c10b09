using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Operations.Services.Webhooks;

/// <summary>The items of the queue that sends events to subscribers.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
internal static class WebhookQueue
{
    public const string Name = "webhooks";

    /// <summary>Messages of one subscriber about the same thing are sent one after another.</summary>
    public static WorkItem Item(long webhookId, PublishedEvent made) => WorkItem.Of(
        Name, KeyOf(webhookId, made.Cursor), new WebhookMessage(webhookId, made.Cursor),
        WebhookJson.Default.WebhookMessage,
        string.Create(CultureInfo.InvariantCulture, $"{webhookId}:{made.Key}"));

    public static string KeyOf(long webhookId, long cursor) =>
        string.Create(CultureInfo.InvariantCulture, $"{webhookId}:{cursor}");
}

/// <param name="Cursor">The event's.</param>
internal sealed record WebhookMessage(long WebhookId, long Cursor);

[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class WebhookJson : JsonSerializerContext;
