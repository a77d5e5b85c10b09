using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Payments.Providers.Local;

namespace PetShop.Api.Sales.Services.Payments.Settling;

/// <summary>
/// Records money that the shop has received without asking a provider. Joins the caller's unit of work, which must hold
/// the order's lock.
/// </summary>
internal sealed class PaymentReceipts(
    PaymentRepository payments, PaymentRecorder recorder, OrderSettlement settlement, OrderBalances balances,
    PaymentDeadlines deadlines, OfflineProvider offline, TimeProvider clock)
{
    /// <summary>An admin set the invoice to paid: what is missing has been received in some way.</summary>
    public async Task ReceiveRestAsync(Actor actor, Order order, CancellationToken ct)
    {
        var all = await payments.LoadAsync(order.Id, ct);
        var missing = (await balances.ReadAsync(order, all, ct)).Due;
        await deadlines.LiftAsync(order.Id, ct);
        if (missing <= 0)
        {
            await settlement.SettleAsync(actor, order, ct);
            return;
        }
        var payment = Payment.Start(order, all.Count + 1, new(offline.Name, PaymentMethod.Other, missing,
            ContinuesInBrowser: false, Note: null, actor.AccountId), clock.GetStoredNow());
        payments.Add(payment);
        await RecordAsync(actor, order, payment, offline, ct);
    }

    /// <summary>The payment is made with the provider's answer, which is known at once.</summary>
    /// <param name="provider">One that asks nobody.</param>
    public async Task RecordAsync(
        Actor actor, Order order, Payment payment, IPaymentProvider provider, CancellationToken ct)
    {
        var state = await provider.StartAsync(
            new(new(order.Id, payment.Number), Guid.Empty, new(payment.Amount, Currency.Of(payment.Currency)),
                OrderNumber.Of(order.Id), CardId: null, ReturnUrl: null, IsCapturedAtOnce: true),
            key: "", ct);
        recorder.Record(actor, order, payment, state);
        await settlement.SettleAsync(actor, order, ct);
    }
}
