using System.Text.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Redis;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Hosting;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Core.Cache;

public static class CacheSetup
{
    /// <summary>
    /// The cache, with the Redis of <c>ConnectionStrings:Redis</c>. Without Redis it is in memory only, for a single
    /// node.
    /// </summary>
    public static WebApplicationBuilder AddCache(this WebApplicationBuilder builder)
    {
        builder.Services.AddShopCache().AddCacheFormatSettings<ShopOptions>();
        return builder;
    }

    /// <summary>
    /// Declares that cached responses depend on these settings. Nodes with other values use separate entries.
    /// </summary>
    public static IServiceCollection AddCacheFormatSettings<TOptions>(this IServiceCollection services)
        where TOptions : class =>
        services.AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<TOptions>>().Value;
            return new CacheFormatSettings($"{typeof(TOptions).Name} {JsonSerializer.Serialize(settings)}");
        });

    /// <summary>
    /// Answers requests for known URLs. It runs after the rate limits and before the policies, because its responses
    /// are public.
    /// </summary>
    public static WebApplication UseCachedResponses(this WebApplication app)
    {
        app.UseMiddleware<CachedResponseMiddleware>();
        return app;
    }

    internal static IServiceCollection AddShopCache(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<StartupGuard>();
        services.AddOptions<CacheOptions>().BindConfiguration(CacheOptions.Section)
            .Validate(options => options.IsValid(), "Section Cache: sizes and times must be positive, Lease longer "
                + "than Heartbeat, KeyPrefix 1 to 100 characters.")
            .ValidateOnStart();
        return services
            .AddSingleton(new CacheClock(TimeProvider.System)).AddSingleton<CacheMetrics>()
            .AddSingleton<LocalStore>().AddSingleton<ILocalCacheFactory, LocalCacheFactory>()
            .AddSingleton<SingleFlight>()
            .AddSingleton<CacheFormatVersion>().AddSingleton<RedisLink>().AddSingleton<RedisSessions>()
            .AddSingleton<RedisStore>().AddSingleton<NodeRegistry>().AddSingleton<RemovalListener>()
            .AddSingleton<RedisSupervisor>()
            .AddHostedService(provider => provider.GetRequiredService<RedisSupervisor>())
            .AddSingleton<ReadSlots>().AddSingleton<CacheLoader>()
            .AddSingleton<CacheFill>().AddSingleton<IShopCache, ShopCache>()
            .AddSingleton<ICacheStatistics, CacheStatistics>();
    }
}
