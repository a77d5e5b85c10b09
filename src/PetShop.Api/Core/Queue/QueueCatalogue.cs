using PetShop.Api.Core.Database;
using PetShop.Api.Core.Queue.Repositories;

namespace PetShop.Api.Core.Queue;

/// <summary>The queues of the shop, for admins: what waits, and what was given up.</summary>
internal sealed class QueueCatalogue(
    IEnumerable<WorkRegistration> registrations, ParkedItemRepository items, WorkSignals signals, TimeProvider clock,
    IServiceProvider services)
{
    /// <summary>How many parked items are retried at most at once.</summary>
    public const int RetriedAtOnce = 1_000;

    /// <summary>In alphabetical order.</summary>
    public Task<List<QueueFigures>> ListAsync(CancellationToken ct) =>
        items.CountAsync([.. Names().Order(StringComparer.Ordinal)], clock.GetStoredNow(), ct);

    public bool Contains(string queue) => Names().Contains(queue);

    /// <summary>What was given up, the first item first.</summary>
    /// <param name="after">The id of the last item of the page before; null for the first page.</param>
    public Task<ListResult<StoredWorkItem>> ListParkedAsync(
        string queue, long? after, int count, CancellationToken ct) => items.ListAsync(queue, after, count, ct);

    /// <summary>Lets parked items run again, as if they were new.</summary>
    /// <param name="id">Null for all, the first ones first.</param>
    /// <returns>How many. If there are <see cref="RetriedAtOnce"/>, there may be more.</returns>
    public async Task<int> RetryAsync(string queue, long? id, CancellationToken ct)
    {
        var count = await items.RetryAsync(queue, id, RetriedAtOnce, clock.GetStoredNow(), ct);
        signals.Raise(queue);
        return count;
    }

    private IEnumerable<string> Names() => registrations.Select(
        registration => ((IWorkHandler)services.GetRequiredService(registration.Type)).Queue);
}
