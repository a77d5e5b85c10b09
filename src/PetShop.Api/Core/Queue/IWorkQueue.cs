using System.Diagnostics.CodeAnalysis;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Queue.Repositories;

namespace PetShop.Api.Core.Queue;

/// <summary>
/// Work that follows a commit. Joins the caller's unit of work: what is added runs if and only if it commits, and
/// costs no round trip of its own.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
public interface IWorkQueue
{
    /// <summary>Adds an item. One with the same queue and key that exists already, also a parked one, stays as it
    /// is.</summary>
    void Add(WorkItem item);

    /// <summary>
    /// Adds an item, or lets it run at once as if it were new, also a parked one. It keeps its place among those with
    /// the same order key. One that is being done stays as it is.
    /// </summary>
    void Repeat(WorkItem item);

    /// <summary>Removes an item if it exists. A node that is doing it is not stopped.</summary>
    void Remove(string queue, string key);

    /// <summary>
    /// Removes all items whose keys begin so; none of them may have an order key. Nodes that are doing one are not
    /// stopped.
    /// </summary>
    void RemoveAll(string queue, string keyPrefix);
}

[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
internal sealed class WorkQueue(IUnitOfWork work, WorkSignals signals, TimeProvider clock) : IWorkQueue
{
    public void Add(WorkItem item)
    {
        WorkItemRepository.Add(work.Closing, New(item));
        work.OnCommitted(() => signals.Raise(item.Queue));
    }

    public void Repeat(WorkItem item)
    {
        WorkItemRepository.Repeat(work.Closing, New(item));
        work.OnCommitted(() => signals.Raise(item.Queue));
    }

    public void Remove(string queue, string key)
    {
        WorkItemRepository.Remove(work.Closing, queue, key);
        work.OnCommitted(() => signals.Raise(queue));
    }

    public void RemoveAll(string queue, string keyPrefix) =>
        WorkItemRepository.RemoveAll(work.Closing, queue, keyPrefix);

    private NewWorkItem New(WorkItem item)
    {
        var now = clock.GetStoredNow();
        var due = item.NotBefore is { } time && time > now ? time.ToUniversalTime().AsStored() : now;
        return new(item.Queue, item.Key, item.OrderKey, item.Payload.GetRawText(), now, due);
    }
}
