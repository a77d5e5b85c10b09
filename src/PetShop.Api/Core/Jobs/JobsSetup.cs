namespace PetShop.Api.Core.Jobs;

public static class JobsSetup
{
    /// <summary>The runner of all jobs that <see cref="AddJob{T}"/> names. Needs the database.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddJobRunner();
        return builder;
    }

    /// <summary>Has a job run at its interval, one node at a time.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services) where T : class, IJob =>
        services.AddScoped<T>().AddSingleton(new JobRegistration(typeof(T)));

    internal static IServiceCollection AddJobRunner(this IServiceCollection services)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section);
        return services.AddSingleton<JobLock>().AddHostedService<JobRunner>();
    }
}
