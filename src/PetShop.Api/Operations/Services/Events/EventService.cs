using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Operations.Dtos.Events;

namespace PetShop.Api.Operations.Services.Events;

/// <summary>Reads what happened in the shop.</summary>
public interface IEventService
{
    /// <exception cref="ShopException">400: the cursor has not been given. 410: some after it were deleted.</exception>
    Task<EventListResponse> ListAsync(EventFilter filter, CancellationToken ct);
}

internal sealed class EventService(IEventLog log) : IEventService
{
    public async Task<EventListResponse> ListAsync(EventFilter filter, CancellationToken ct)
    {
        var types = filter.Types is { Count: > 0 } wanted ? wanted : null;
        var page = await log.ReadAsync(filter.After, filter.Limit, types, ct);
        return new() { Items = [.. page.Events.Select(EventResponse.From)], NextAfter = page.NextAfter };
    }
}
