using PetShop.Api.Core.OpenApi;
using PetShop.Api.Operations.Repositories;
using PetShop.Api.Operations.Services;

namespace PetShop.Api.Operations;

public static class OperationsModule
{
    /// <summary>What admins see and change of the running shop. Knows no other domain.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<RuntimeSettingRepository>()
        .AddScoped<ILoggingService, LoggingService>().AddSingleton<ICacheService, CacheService>()
        .AddSingleton(new ApiTag("Operations", 90, "Watching the running shop: what it logs, what it keeps in its cache."));
}
