using PetShop.Api.Core.Integrity.Repositories;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Integrity;

public static class IntegritySetup
{
    /// <summary>Runs the checks that the domains register, and reports what they find.</summary>
    public static IServiceCollection AddIntegrity(this IServiceCollection services) => services
        .AddScoped<IntegritySweepRepository>().AddScoped<IntegrityReport>().AddSingleton<IntegrityMetrics>()
        .AddJob<IntegrityJob>();

    /// <summary>Registers a check.</summary>
    public static IServiceCollection AddIntegrityCheck<T>(this IServiceCollection services)
        where T : class, IIntegrityCheck => services.AddScoped<IIntegrityCheck, T>();
}
