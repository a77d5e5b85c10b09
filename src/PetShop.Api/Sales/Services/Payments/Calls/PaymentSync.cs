using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Calls;

/// <summary>Compares payments with the provider, and records what the shop did not know.</summary>
internal sealed partial class PaymentSync(
    IUnitOfWork work, PaymentProviders providers, OrderRepository orders, PaymentBooks books, TimeProvider clock,
    ILogger<PaymentSync> logger)
{
    public async Task SyncAsync(Payment payment, string reference, CancellationToken ct)
    {
        // If somebody else has recorded something since the provider was asked, its answer may be outdated.
        for (long? asked = payment.Version; asked is { } version;)
        {
            var details = await providers.Of(payment.Provider)
                .ReadAsync(reference, Currency.Of(payment.Currency), ct);
            asked = await RecordAsync(payment, version, details, ct);
        }
    }

    /// <param name="version">Of the payment when the provider was asked.</param>
    /// <returns>The payment's version if it is another one, and nothing was recorded; otherwise null.</returns>
    private Task<long?> RecordAsync(Payment payment, long version, ProviderDetails details, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            if (await orders.LockAsync(payment.OrderId, ct) is not { } order)
                return (long?)null;
            var found = await books.LoadAsync(order.Id, payment.Number, ct);
            if (found.Version != version)
                return found.Version;
            await books.Recorder.RecordAsync(order, found, details, ct);
            await books.Settlement.SettleAsync(Actor.Shop, order, ct);
            return null;
        }, ct);

    /// <summary>
    /// Adds a payment that the provider has for the order and the shop does not know, so that no money is lost: what is
    /// not owed is refunded.
    /// </summary>
    /// <returns>False if the order does not exist.</returns>
    public async Task<bool> AdoptAsync(
        string provider, PaymentTarget target, string reference, CancellationToken ct)
    {
        if (await orders.FindAsync(target.OrderId, ct) is not { } known)
            return false;
        var details = await providers.Of(provider).ReadAsync(reference, Currency.Of(known.Currency), ct);
        await work.CommitAsync(async () =>
        {
            var order = (await orders.LockAsync(target.OrderId, ct))!;
            if (await books.AdoptAsync(
                order, provider, (target.Number, reference), details, clock.GetStoredNow(), ct) is not { } added)
                return;
            await books.Recorder.RecordAsync(order, added, details, ct);
            await books.Settlement.SettleAsync(Actor.Shop, order, ct);
            work.OnCommitted(() => LogAdopted(added.Number, order.Id));
        }, ct);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The provider has a payment of order {OrderId} that was lost here. It is payment "
        + "{Number} now")]
    private partial void LogAdopted(int number, long orderId);
}
