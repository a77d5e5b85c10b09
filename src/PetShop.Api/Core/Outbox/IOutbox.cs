using System.Text.Json.Nodes;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Outbox.Repositories;

namespace PetShop.Api.Core.Outbox;

/// <summary>
/// Tells the world what happened. Joins the caller's unit of work: an event exists if and only if it commits, and costs
/// no round trip of its own unless it follows from the last statements.
/// </summary>
public interface IOutbox
{
    /// <param name="type">One of the types that the domain has registered.</param>
    /// <param name="key">
    /// What it happened to, such as <c>product:42</c>. Events of one key are in the order of the changes if their
    /// transactions exclude each other by a lock.
    /// </param>
    /// <param name="data">
    /// Ids, numbers, status, amounts. Whoever receives it may keep it for good: no names, addresses or e-mail
    /// addresses, and nothing that only the shop may know.
    /// </param>
    void Add(string type, string key, JsonObject data);
}

internal sealed class Outbox(IUnitOfWork work, EventTypes types, TimeProvider clock) : IOutbox
{
    public void Add(string type, string key, JsonObject data)
    {
        if (!types.Contains(type))
            throw new InvalidOperationException($"The type of event {type} is not registered.");
        EventRepository.Add(work.Closing, new(type, key, clock.GetStoredNow(), data.ToJsonString()));
    }
}
