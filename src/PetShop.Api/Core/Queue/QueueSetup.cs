using PetShop.Api.Core.Queue.Repositories;

namespace PetShop.Api.Core.Queue;

public static class QueueSetup
{
    /// <summary>
    /// Works on the queues whose handlers <see cref="AddWorkHandler{T}"/> registers. Needs the database and the jobs.
    /// </summary>
    public static WebApplicationBuilder AddQueue(this WebApplicationBuilder builder)
    {
        builder.Services.AddQueueRunner();
        return builder;
    }

    /// <summary>Registers what does the work of a queue.</summary>
    public static IServiceCollection AddWorkHandler<T>(this IServiceCollection services)
        where T : class, IWorkHandler =>
        services.AddScoped<T>().AddSingleton(new WorkRegistration(typeof(T)));

    internal static IServiceCollection AddQueueRunner(this IServiceCollection services) => services
        .AddScoped<IWorkQueue, WorkQueue>().AddScoped<WorkItemRepository>()
        .AddScoped<ParkedItemRepository>().AddScoped<QueueCatalogue>()
        .AddSingleton<WorkSignals>().AddSingleton<QueueMetrics>().AddSingleton<WorkRunner>()
        .AddHostedService<QueueRunner>();
}
