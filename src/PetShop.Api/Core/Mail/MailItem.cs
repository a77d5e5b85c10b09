using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Core.Mail;

/// <summary>The items of the queue of mails.</summary>
public static class MailItem
{
    public const string Queue = "mail";

    /// <param name="kind">Of the <see cref="IMailComposer"/> that writes it.</param>
    /// <param name="key">Unique among all mails: a second one with the same key is ignored while the first one waits.
    /// </param>
    /// <param name="data">What the composer needs. No secrets.</param>
    public static WorkItem Of<T>(string kind, string key, T data, JsonTypeInfo<T> type) => WorkItem.Of(
        Queue, key, new QueuedMail(kind, JsonSerializer.SerializeToElement(data, type)), MailJson.Default.QueuedMail);
}

internal sealed record QueuedMail(string Kind, JsonElement Data);

[JsonSerializable(typeof(QueuedMail))]
internal sealed partial class MailJson : JsonSerializerContext;
