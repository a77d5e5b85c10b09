using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.Api.Sales.Services.Payments.Settling;

namespace PetShop.Api.Sales.Services.Payments.Calls;

/// <summary>
/// The payments of an order and what is recorded about them. Joins the caller's unit of work, which must hold the
/// order's lock.
/// </summary>
internal sealed class PaymentBooks(
    PaymentRepository payments, RefundTransferRepository transfers, PaymentRecorder recorder,
    OrderSettlement settlement)
{
    public PaymentRecorder Recorder => recorder;

    public OrderSettlement Settlement => settlement;

    /// <summary>The payment for a change.</summary>
    public async Task<Payment> LoadAsync(long orderId, int number, CancellationToken ct) =>
        (await payments.LoadAsync(orderId, ct)).Single(payment => payment.Number == number);

    /// <summary>Adds a payment that only the provider knows.</summary>
    /// <param name="known">The number that the shop gave it, and the provider's id.</param>
    /// <returns>Null if it is known by now.</returns>
    public async Task<Payment?> AdoptAsync(
        Order order, string provider, (int Number, string Reference) known, ProviderDetails details,
        DateTimeOffset now, CancellationToken ct)
    {
        var (number, reference) = known;
        var all = await payments.LoadAsync(order.Id, ct);
        if (all.Exists(payment => payment.Provider == provider && payment.Reference == reference))
            return null;
        // The shop may have given it up before it was known to the provider.
        if (all.Find(payment => payment.Number == number && payment.Provider == provider
            && payment.Reference is null && payment.Amount == details.Amount) is { } lost)
            return lost;
        var added = Payment.Start(order, all.Count + 1, new(provider, PaymentMethod.Card, details.Amount,
            ContinuesInBrowser: true, Note: null, StartedBy: null), now);
        payments.Add(added);
        // The trigger adds its refunds up, so it must exist before them.
        await payments.FlushAsync(ct);
        return added;
    }

    /// <summary>The transfer that the call is about, for a change.</summary>
    public async Task<RefundTransfer> FindTransferAsync(PaymentCall call, CancellationToken ct) =>
        (await transfers.LoadAsync(call.OrderId, call.PaymentNumber, ct)).Single(transfer =>
            transfer.RefundNumber == call.RefundNumber && transfer.Number == call.TransferNumber);
}
