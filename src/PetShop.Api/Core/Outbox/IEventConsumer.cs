using PetShop.Api.Core.Queue;

namespace PetShop.Api.Core.Outbox;

/// <summary>Decides what work follows from events. It is stored in the transaction that numbers them.</summary>
public interface IEventConsumer
{
    /// <summary>Called exactly once for each event that keeps its number. It may read, but calls nobody.</summary>
    /// <param name="events">In the order of their cursors.</param>
    Task<IEnumerable<WorkItem>> FollowAsync(IReadOnlyList<PublishedEvent> events, CancellationToken ct);
}
