using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PetShop.Api.Core.Queue.Repositories;

namespace PetShop.Api.Core.Queue;

/// <summary>Work to be done after the commit, by any node.</summary>
/// <param name="Queue">The queue whose <see cref="IWorkHandler"/> does it.</param>
/// <param name="Key">Unique in the queue: an item with the same key as a waiting or parked one is ignored.</param>
/// <param name="Payload">What the handler needs. No secrets.</param>
/// <param name="OrderKey">
/// Items of a queue with the same order key run one after another, in the order in which they were added. Whoever adds
/// them must not add two of one key at the same time, for example because it holds a lock on what the key names.
/// </param>
/// <param name="NotBefore">When it may run; null for at once.</param>
public sealed record WorkItem(
    string Queue, string Key, JsonElement Payload, string? OrderKey = null, DateTimeOffset? NotBefore = null)
{
    /// <summary>For a handler to which the key says everything.</summary>
    public static readonly JsonElement NoPayload = JsonElement.Parse("{}");

    public static WorkItem Of<T>(
        string queue, string key, T payload, JsonTypeInfo<T> type, string? orderKey = null,
        DateTimeOffset? notBefore = null) =>
        new(queue, key, JsonSerializer.SerializeToElement(payload, type), orderKey, notBefore);
}

/// <summary>An item that a node has taken to do it.</summary>
/// <param name="Attempt">How many times it was taken, including this time.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="StartedAt">When it was taken for the first time.</param>
public sealed record Work(
    long Id, string Queue, string Key, JsonElement Payload, int Attempt, DateTimeOffset AddedAt,
    DateTimeOffset StartedAt)
{
    /// <summary>Proves that the node still holds it.</summary>
    internal Guid Lease { get; init; }

    internal LeasedItem Leased => new(Id, Lease);

    internal static Work Of(ClaimedItem item, string queue, Guid lease) => new(
        item.Id, queue, item.Key, JsonElement.Parse(item.Payload), item.Attempts, item.CreatedAt, item.StartedAt)
    {
        Lease = lease,
    };

    /// <exception cref="JsonException">The payload has another shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type) =>
        Payload.Deserialize(type) ?? throw new JsonException("The payload is null.");
}
