using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Notifications;

/// <summary>Deletes messages of providers that came long ago.</summary>
internal sealed class PaymentNotificationCleanupJob(
    PaymentNotificationRepository messages, IOptions<PaymentsOptions> options, TimeProvider clock) : IJob
{
    private const int Batch = 1_000;

    public string Name => "payment-notifications-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var until = clock.GetStoredNow() - options.Value.KeepNotificationsFor;
        while (await messages.RemoveAsync(until, Batch, ct) == Batch)
        {
        }
    }
}
