using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Outbox.Repositories;

namespace PetShop.Api.Core.Outbox;

public static class OutboxSetup
{
    /// <summary>Numbers what the domains add to the outbox, and reads it. Needs the queue.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddOptions<EventsOptions>().BindConfiguration(EventsOptions.Section)
            .Validate(options => options.KeepFor >= TimeSpan.FromDays(2),
                "Events:KeepFor must be at least two days: events are sent to subscribers for a day.")
            .ValidateOnStart();
        return services.AddSingleton<EventTypes>().AddScoped<EventRepository>().AddScoped<IOutbox, Outbox>()
            .AddScoped<IEventLog, EventLog>().AddScoped<EventNumbering>()
            .AddJob<EventNumbersJob>().AddJob<EventCleanupJob>();
    }

    /// <summary>Registers types of events.</summary>
    public static IServiceCollection AddEventTypes(this IServiceCollection services, params string[] names) =>
        services.AddSingleton(new EventTypeNames(names));

    /// <summary>Registers what follows from events.</summary>
    public static IServiceCollection AddEventConsumer<T>(this IServiceCollection services)
        where T : class, IEventConsumer => services.AddScoped<IEventConsumer, T>();
}
