using PetShop.Api.Core.Jobs.Repositories;

namespace PetShop.Api.Core.Jobs;

public static class JobsSetup
{
    /// <summary>Runs the jobs that <see cref="AddJob{T}"/> registers. Needs the database.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddJobRunner();
        return builder;
    }

    /// <summary>Registers a job, which runs at its interval on one node at a time.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services) where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobRegistration(typeof(T)));

    internal static IServiceCollection AddJobRunner(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section);
        return services.AddSingleton<JobLock>().AddSingleton<JobRunRepository>().AddSingleton<JobMetrics>()
            .AddSingleton<JobJournal>().AddSingleton<JobExecution>().AddScoped<JobCatalogue>()
            .AddHostedService<JobRunner>();
    }
}
