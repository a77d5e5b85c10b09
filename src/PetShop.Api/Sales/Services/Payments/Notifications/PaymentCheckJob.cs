using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Notifications;

/// <summary>
/// Asks providers about payments that are not decided, because their messages can be lost.
/// </summary>
internal sealed partial class PaymentCheckJob(
    PaymentRepository payments, PaymentSync sync, TimeProvider clock, ILogger<PaymentCheckJob> logger) : IJob
{
    private const int Batch = 200;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(6);

    public string Name => "payment-checks";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var payment in await payments.ListUncheckedAsync(clock.GetStoredNow(), Batch, ct))
        {
            try
            {
                await sync.SyncAsync(payment, payment.Reference!, ct);
            }
            catch (ProviderRefusedException refusal)
            {
                LogRefused(payment.Number, payment.OrderId, refusal.Message);
                await payments.PostponeCheckAsync(
                    payment.OrderId, payment.Number, clock.GetStoredNow() + AfterRefusal, ct);
            }
            catch (ProviderUnavailableException failure)
            {
                LogUnavailable(failure.Message);
                // Another one comes first at the next run, in case it is only this one that cannot be read.
                await payments.PostponeCheckAsync(
                    payment.OrderId, payment.Number, clock.GetStoredNow() + AfterFailure, ct);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The payment provider is not available: {Error}")]
    private partial void LogUnavailable(string error);

    [LoggerMessage(LogLevel.Error, "The provider does not know payment {Number} of order {OrderId}: {Error}")]
    private partial void LogRefused(int number, long orderId, string error);
}
