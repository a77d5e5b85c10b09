using PetShop.Api.Core.Integrity;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Outbox;
using PetShop.Api.Core.Queue;
using PetShop.Api.Operations.Repositories;
using PetShop.Api.Operations.Services;
using PetShop.Api.Operations.Services.Background;
using PetShop.Api.Operations.Services.Events;
using PetShop.Api.Operations.Services.Integrity;
using PetShop.Api.Operations.Services.Webhooks;

namespace PetShop.Api.Operations;

public static class OperationsModule
{
    /// <summary>
    /// The endpoints with which admins observe and control the running shop. It depends on no other domain.
    /// </summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section);
        return services.AddControl().AddEvents().AddMail();
    }

    private static IServiceCollection AddControl(this IServiceCollection services) => services
        .AddScoped<RuntimeSettingRepository>()
        .AddScoped<ILoggingService, LoggingService>().AddSingleton<ICacheService, CacheService>()
        .AddIntegrity().AddScoped<IIntegrityService, IntegrityService>()
        .AddScoped<IWorkService, WorkService>().AddWorkHandler<RunJobHandler>()
        .AddSingleton(new ApiTag("Operations", 90, "The running shop: log levels, cache, jobs, integrity."));

    private static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddOutbox().AddEventTypes(WebhookNotices.DisabledType).AddScoped<IEventService, EventService>()
        .AddScoped<WebhookRepository>().AddScoped<DeliveryRepository>().AddSingleton<WebhookSecrets>()
        .AddSingleton<WebhookSender>().AddScoped<WebhookNotices>().AddScoped<WebhookConsumer>()
        .AddScoped<IWebhookService, WebhookService>().AddScoped<IDeliveryService, DeliveryService>()
        .AddEventConsumer<WebhookConsumer>().AddWorkHandler<WebhookHandler>().AddJob<DeliveryCleanupJob>()
        .AddSingleton(new ApiTag("Events", 85, "What happened in the shop, for other systems."));
}
