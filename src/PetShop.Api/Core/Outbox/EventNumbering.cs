using PetShop.Api.Core.Database;
using PetShop.Api.Core.Outbox.Repositories;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Core.Outbox;

/// <summary>
/// Gives committed events their cursors, and in the same transaction the work that follows from them. No writer of
/// events waits for it, and a transaction that is rolled back leaves neither an event nor a gap.
/// </summary>
internal sealed class EventNumbering(
    IUnitOfWork work, EventRepository events, IEnumerable<IEventConsumer> consumers, IWorkQueue queue)
{
    private const int Batch = 200;

    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RunAsync(CancellationToken ct) =>
        await events.IsAnyWaitingAsync(ct) && await work.CommitAsync(() => NumberAsync(ct), ct);

    private async Task<bool> NumberAsync(CancellationToken ct)
    {
        var rows = await events.NumberAsync(await events.LockLastAsync(ct), Batch, ct);
        IReadOnlyList<PublishedEvent> numbered = [.. rows.Select(PublishedEvent.Of)];
        if (numbered.Count > 0)
            foreach (var consumer in consumers)
                foreach (var item in await consumer.FollowAsync(numbered, ct))
                    queue.Add(item);
        return numbered.Count == Batch;
    }
}
