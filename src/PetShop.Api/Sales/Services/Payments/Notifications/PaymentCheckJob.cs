using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Entities.Payments;
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
            if (!await TryAsync(payment, ct))
                return;
        }
    }

    /// <summary>One payment that cannot be compared must not keep the others from it.</summary>
    /// <returns>Whether to go on.</returns>
    private async Task<bool> TryAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            await sync.SyncAsync(payment, payment.Reference!, ct);
            return true;
        }
        catch (ProviderUnavailableException failure)
        {
            LogUnavailable(failure.Message);
            await PostponeAsync(payment, AfterFailure, ct);
            return false;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException)
            && e.GetBaseException() is not NpgsqlException { IsTransient: true })
        {
            LogFailed(e, payment.Number, payment.OrderId);
            await PostponeAsync(payment, AfterRefusal, ct);
            return true;
        }
    }

    private Task PostponeAsync(Payment payment, TimeSpan pause, CancellationToken ct) => payments.PostponeCheckAsync(
        payment.OrderId, payment.Number, clock.GetStoredNow() + pause, ct);

    [LoggerMessage(LogLevel.Warning, "The payment provider is not available: {Error}")]
    private partial void LogUnavailable(string error);

    [LoggerMessage(LogLevel.Error, "Payment {Number} of order {OrderId} cannot be compared with the provider")]
    private partial void LogFailed(Exception failure, int number, long orderId);
}
