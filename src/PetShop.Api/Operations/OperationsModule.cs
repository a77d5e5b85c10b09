using PetShop.Api.Core.OpenApi;
using PetShop.Api.Operations.Repositories;
using PetShop.Api.Operations.Services;

namespace PetShop.Api.Operations;

public static class OperationsModule
{
    /// <summary>
    /// The endpoints with which admins observe and control the running shop. It depends on no other domain.
    /// </summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<RuntimeSettingRepository>()
        .AddScoped<ILoggingService, LoggingService>().AddSingleton<ICacheService, CacheService>()
        .AddSingleton(new ApiTag("Operations", 90, "The running shop: log levels and cache."));
}
