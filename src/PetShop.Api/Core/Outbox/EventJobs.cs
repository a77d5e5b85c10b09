using Microsoft.Extensions.Options;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Outbox.Repositories;

namespace PetShop.Api.Core.Outbox;

/// <summary>Numbers events shortly after their commit.</summary>
internal sealed class EventNumbersJob(EventNumbering numbering) : IJob
{
    public string Name => "event-numbers";

    public TimeSpan Interval => TimeSpan.FromMilliseconds(300);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await numbering.RunAsync(ct))
        {
        }
    }
}

/// <summary>Deletes events that were kept for long enough.</summary>
internal sealed class EventCleanupJob(
    EventRepository events, IOptions<EventsOptions> options, TimeProvider clock) : IJob
{
    public string Name => "event-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await events.DeleteAsync(clock.GetUtcNow() - options.Value.KeepFor, ct))
        {
        }
    }
}
